import type { AppError } from '../../../shared/base/app-error.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { applyReceipt } from './apply-receipt.ts';
import { handInFiles } from './hand-in-files.ts';
import { meetEpoch } from './meet-epoch.ts';
import { mostEntries, sealUnanswered, type Outbox } from './outbox.ts';
import { postLast } from './post-last.ts';
import { showProgress } from './progress.ts';

/**
 * The centre refuses this laptop: it was revoked. Its queue is handed in for review, what was not released included, because nothing of it will be here afterwards; each entry counts as handed in by its receipt alone; then the files that it alone has go (`hand-in-files.ts`). Only then, and only on the
 * centre's own signed word, is the laptop marked for erasing. A centre that was restored from a backup since the last contact may have lost what it gave receipts for: all is handed in anew. A kill at any place leaves it as it was: the next contact goes on. Errors: ServerRefused{revoked} where all went well, and where the word is not the centre's; those of `post` and of the storage.
 */
export const handInLast = async (host: Host, signal: AbortSignal): Promise<Result<void, AppError>> => {
  const { replica } = getOffice(host);
  let [most, after, isLast, isTaken] = [mostEntries, 0, false, false];
  while (!isLast) {
    const outbox: Outbox | undefined = sealUnanswered(host, most, after);
    isLast = outbox === undefined;
    const answer = await postLast(host, { envelope: outbox?.bytes }, signal);
    if (!answer.ok) return answer;
    const said = answer.value;
    isTaken = said.word.files === true;
    const { epoch } = said.word;
    const known = findDeviceSetting(replica.db, 'sync.epoch');
    if (epoch !== undefined && (known === undefined || epoch > known)) {
      // Noted before any receipt of it: one of this epoch must not pass for one of the next. What has just been answered for comes again, and is answered for as it was.
      const met = replica.commit({ durability: 'full', documents: [], sql: (db) => meetEpoch(db, epoch, known) });
      if (!met.ok) return met;
      if (known !== undefined) {
        [most, after, isLast] = [mostEntries, 0, false];
        continue;
      }
    }
    const refused = said.reply.envelopes[0]?.refused;
    if (outbox && refused === 'internal') return err({ type: 'ServerRefused', detail: 'revoked' });
    if (outbox && refused !== undefined) {
      // Halved until what cannot be read at all stands alone; that one nobody can take.
      if (outbox.entries.length > 1) most = Math.ceil(outbox.entries.length / 2);
      else after = outbox.entries[0]!.number;
      continue;
    }
    if (!outbox) continue;
    const applied = said.receipt ? applyReceipt(host, outbox, said.receipt, said.reply.envelopes[0]?.lines ?? []) : err({ type: 'ServerNonsense' as const, detail: 'receipt' });
    if (!applied.ok) return applied;
    showProgress(host, { entriesSent: host.sync.entriesSent + outbox.entries.length, receipts: host.sync.receipts + 1, quarantined: host.sync.quarantined + outbox.entries.length });
  }
  const lost = await handInFiles(host, isTaken, signal);
  if (!lost.ok) return lost;
  const filesLost = lost.value;
  const handedIn = replica.db.find<{ count: number }>("SELECT count(*) AS count FROM journal WHERE result = 'quarantined' AND why = 'notAllowed'")?.count ?? 0;
  host.leaving = { handedIn, filesLost };
  host.log('revoked', { handedIn, filesLost });
  return err({ type: 'ServerRefused', detail: 'revoked' });
};
