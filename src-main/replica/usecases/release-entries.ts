import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { BatchId, DeviceId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Batch } from '../../../shared/domain/batch.ts';
import type { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import type { Releasable } from '../queries/releasable.ts';
import { checkPassword } from '../session/check-password.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { markReleased } from '../store/journal.ts';
import { ordersToShow } from '../session/orders-to-show.ts';
import { releaseForOffice } from '../store/office-papers.ts';
import { putManifest } from '../store/manifests.ts';
import type { Replica } from '../store/replica.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import { composeEntries } from './compose-entries.ts';
import type { DocumentChange } from './document-change.ts';
import { humanNumber, nextCount } from './next-number.ts';
import { saveComposed } from './save-changes.ts';
import { splitRelease } from './split-release.ts';

/** The batch's readable record, its own entry counted. RuleRefused{rule:'nothingToRelease'} where nothing waits. */
export const decideBatch = (loaded: Releasable, id: BatchId, number: string, context: CommandContext): Result<Batch, AppError> => {
  const count = loaded.entries.length + (loaded.others?.length ?? 0);
  if (count === 0) return err({ type: 'RuleRefused', rule: 'nothingToRelease', citation: null });
  return ok({ id, number, district: context.area, signed: context.step, cases: loaded.cases.length, persons: loaded.persons.length, entries: count + 1 });
};

/** What belongs together in a batch: whatever is about one case, its person too; of a person with several, the first. */
const unitsOf = (replica: Replica, { cases }: Releasable): ((entry: { readonly collection: string; readonly document: string }) => string) => {
  const units = new Map<string, string>();
  for (const { id, personId } of cases) {
    units.set(id, id);
    if (!units.has(personId)) units.set(personId, id);
  }
  const caseOf = ({ collection, document }: { readonly collection: string; readonly document: string }) => (collection === 'decisions' || collection === 'scans' ? findDocument(replica, collection, document)?.caseId : undefined);
  return (entry) => units.get(entry.document) ?? caseOf(entry) ?? entry.document;
};

/**
 * Releases what `list` finds, under the signature of whoever is at the laptop: their password is asked again, because the signature is theirs and not the laptop's. What is more than one batch may hold becomes several under that one
 * signature (`split-release.ts`). Documents, the batches' own entries, the signed manifests and the marks on the entries are one transaction. Errors: WrongPassword, RuleRefused, those of the storage.
 */
export const releaseEntries = async (host: Host, command: string, password: string, list: (replica: Replica) => Releasable): Promise<Result<readonly Batch[], AppError>> => {
  const opened = await checkPassword(host, getOffice(host).session.login, password);
  if (!opened.ok) return opened;
  const { replica, certificate, session } = getOffice(host);
  const context = commandContext(host);
  const releasable = list(replica);
  const first = nextCount(replica.db, 'number.batch', Number(context.today.slice(0, 4)));
  const parts = splitRelease(releasable, unitsOf(replica, releasable));
  const batches: Batch[] = [];
  for (const [at, part] of parts.entries()) {
    const decided = decideBatch(part, host.ids.uuid() as BatchId, humanNumber({ ...first, last: first.last + at }, certificate.device), context);
    if (!decided.ok) return decided;
    batches.push(decided.value);
  }
  const changes: DocumentChange[] = batches.map((batch) => ({ collection: 'batches', before: undefined, after: batch }));
  const composed = composeEntries(host, command, changes);
  const orders = ordersToShow(replica.db, session.acting?.order);
  const sign = (batch: Batch, device: string, of: readonly { readonly number: number; readonly hash: Uint8Array }[]) => {
    const manifest: BatchManifest = {
      v: 1, batch: batch.id, district: context.area, device: device as DeviceId, signedBy: session.staff, signedAt: context.step.at,
      entries: of.map((entry) => [entry.number, toBase64url(entry.hash)]), ...(orders.length > 0 ? { orders } : {}),
    };
    const bytes = utf8(canonicalJson(manifest));
    return { bytes, signature: host.crypto.sign(opened.value.signKey, signedMessage('manifest', bytes)) };
  };
  const releases = batches.map((batch, at) => {
    const entries = [...parts[at]!.entries, ...composed.rows.filter(({ document }) => document === batch.id)];
    // A batch may release what colleagues made on other laptops: one manifest for each of them, under the same number.
    const others = [...Map.groupBy(parts[at]!.others ?? [], ({ device }) => device)].map(([device, of]) => ({ device, of, signed: sign(batch, device, of) }));
    return { batch, entries, own: sign(batch, certificate.device, entries), others };
  });
  const saved = saveComposed(host, changes, composed, (db) => {
    putDeviceSetting(db, 'number.batch', { ...first, last: first.last + batches.length - 1 });
    for (const { batch, entries, own, others } of releases) {
      putManifest(db, { batch: batch.id, ...own });
      markReleased(db, entries.map((entry) => entry.number), batch.id);
      for (const { device, of, signed } of others) releaseForOffice(db, { device, batch: batch.id, ...signed, entries: of.map(({ number, hash }) => [number, hash]) });
    }
  });
  return saved.ok ? ok(batches) : saved;
};
