import { doubtPeers } from '../office/doubted.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { sayStatementsAgain } from '../session/said-statements.ts';
import { untellActing } from '../store/acting-orders.ts';
import type { WritableDb } from '../store/db.ts';
import { forgetFilesHeld } from '../store/files.ts';
import { forgetReceived } from '../store/journal.ts';
import { unpostLetters } from '../store/office-papers.ts';

/**
 * To be called, within a transaction, with every epoch that the centre says: in a handshake, in the word that a laptop was revoked, or on a stick, in a receipt or a frame. One above `known` means that the centre was restored from a backup and has lost what it took in after that, receipts or not. It knows
 * what it still has: all is handed in again, released entries, what the administrator and acting supervisors said, files, letters, and nothing is taken twice. True where it rose; where none was known it is noted and nothing follows from it.
 */
export const meetEpoch = (db: WritableDb, epoch: number, known = findDeviceSetting(db, 'sync.epoch')): boolean => {
  if (known !== undefined && epoch <= known) return false;
  putDeviceSetting(db, 'sync.epoch', epoch);
  if (known === undefined) return false;
  forgetReceived(db);
  // What was ready to be sent may lack a manifest that the centre had and has lost.
  putDeviceSetting(db, 'push.outbox', null);
  untellActing(db);
  sayStatementsAgain(db);
  forgetFilesHeld(db);
  putDeviceSetting(db, 'acting.after', 0);
  doubtPeers(db);
  // The mailbox of the office is that of the backup: what it had of letters, this laptop's and those that it brought or was given, is told anew.
  putDeviceSetting(db, 'office.posted', '');
  putDeviceSetting(db, 'office.urgent', '');
  unpostLetters(db);
  return true;
};
