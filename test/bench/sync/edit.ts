import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { BatchManifest } from '../../../shared/sync/batch-manifest.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { checkPassword } from '../../../src-main/replica/session/check-password.ts';
import { getOffice, type Host } from '../../../src-main/replica/session/host-parts.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { listUnreleased, markReleased } from '../../../src-main/replica/store/journal.ts';
import { putManifest } from '../../../src-main/replica/store/manifests.ts';
import { findDeviceSetting } from '../../../src-main/replica/session/device-setting.ts';
import { saveChanges } from '../../../src-main/replica/usecases/save-changes.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { releaseEntries } from '../../../src-main/replica/usecases/release-entries.ts';
import { password } from '../../support/replica/people.ts';

/** Changes the phone number of each of `ids`, one journal entry a person. */
const edit = (host: Host, ids: readonly string[], round: number): void => {
  const { replica } = getOffice(host);
  for (const [index, id] of ids.entries()) {
    const before = findDocument(replica, 'persons', id);
    if (!before) throw new Error(`no person ${id}`);
    const saved = saveChanges(host, 'person.edit', [{ collection: 'persons', before, after: { ...before, phone: `+7799${String((round * 7919 + index * 104_729) % 10_000_000).padStart(7, '0')}` } as Person }]);
    if (!saved.ok) throw new Error(saved.error.type);
  }
};

/** The same, released as the window does by the supervisor at the laptop: with the batch's own record, which tells the office's other laptops who released what. */
export const editAndSign = async (host: Host, ids: readonly string[], round: number): Promise<void> => {
  edit(host, ids, round);
  const released = await releaseEntries(host, 'batch.sign', password, ({ db }) => ({ entries: listUnreleased(db, ids), cases: [], persons: ids }));
  if (!released.ok) throw new Error(released.error.type);
};

/** Changes people's numbers and has the supervisor release them under a manifest alone: what the journal, a signature and their receipt cost. The host's own parts, without the screens between. */
export const editAndRelease = async (host: Host, ids: readonly string[], round: number): Promise<void> => {
  const { replica, certificate } = getOffice(host);
  edit(host, ids, round);
  const opened = await checkPassword(host, 'bolat', password);
  if (!opened.ok) throw new Error(opened.error.type);
  const supervisor = findDeviceSetting(replica.db, 'device.staff')!.find((one) => one.login === 'bolat')!;
  const rows = listUnreleased(replica.db, ids);
  const batch = host.ids.uuid() as BatchManifest['batch'];
  const manifest: BatchManifest = { v: 1, batch, district: certificate.area, device: certificate.device, signedBy: supervisor.id, signedAt: host.clock.instant(), entries: rows.map((row) => [row.number, toBase64url(row.hash)]) };
  const bytes = utf8(canonicalJson(manifest));
  const signature = host.crypto.sign(opened.value.signKey, signedMessage('manifest', bytes));
  replica.commit({ durability: 'full', documents: [], sql: (db) => {
    putManifest(db, { batch, bytes, signature });
    markReleased(db, rows.map((row) => row.number), batch);
  } });
};
