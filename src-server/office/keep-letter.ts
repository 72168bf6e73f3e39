import type { OfficeReply } from '../../shared/sync/messages.ts';
import { limits } from '../../shared/sync/limits.ts';
import { isLetterTime } from '../../shared/sync/letter-time.ts';
import { findSealedLetter } from '../../shared/sync/seal-letter.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { Centre } from '../centre.ts';
import { inTransaction } from '../store/db.ts';
import { findDevice, type Device } from '../store/devices.ts';
import { insertMail, isMailOld, mailBytes } from '../store/office-mail.ts';

/** What one laptop may have in the mailbox at a time. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Puts a letter into the mailbox of the office of `bringer`, who may bring another's. The centre reads nothing of it but its header, and takes only what a laptop of this office has signed. `kept` also where
 * the mailbox has it, or, of a letter that somebody else brings, a later one of its writer: what a laptop posts itself is the newest it has to say, whatever its clock said before.
 */
export const keepLetter = async (centre: Centre, bringer: Device, bytes: Uint8Array): Promise<OfficeReply['posted'][number]> => {
  if (bytes.length > limits.letter) return 'tooLarge';
  const letter = findSealedLetter(centre.crypto, bytes);
  const writer = letter && (await findDevice(centre.database.pool, letter.header.device));
  const written = new Date(letter?.header.at ?? Number.NaN);
  const isOurs = letter && writer && !writer.revoked && writer.area === bringer.area && writer.training === bringer.training && letter.header.area === bringer.area;
  if (!isOurs || !centre.crypto.verify(writer.signKey, signedMessage('letter', letter.headerBytes), letter.signature) || !isLetterTime(letter.header.at, centre.milliseconds())) return 'malformed';
  const mail = { area: bringer.area, device: writer.id, bringer: bringer.id, hash: centre.crypto.sha256(bytes), written, bytes, at: new Date(centre.milliseconds()), epoch: centre.epoch };
  return inTransaction(centre.database, async (db) => {
    if (await isMailOld(db, mail)) return 'kept';
    if ((await mailBytes(db, mail.area, writer.id, written)) + bytes.length > mostBytes) return 'full';
    await insertMail(db, mail);
    return 'kept';
  });
};
