import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { SessionInfo } from '../../../shared/ipc/device-state.ts';
import type { Host } from './host-parts.ts';
import { indexInSlices } from '../sync/index-in-slices.ts';
import { reapplyAside } from '../sync/reapply-aside.ts';
import { listCursors } from '../store/cursors.ts';
import { beginAnew } from './begin-anew.ts';
import { checkPassword } from './check-password.ts';
import { lock } from './lock.ts';
import { openOffice } from './open-office.ts';
import { startCare } from './start-care.ts';
import { settleRekey } from './rekey.ts';
import { wrapByPassword } from './wrap-by-password.ts';

/**
 * Opens the replica for `login`. Whoever was at the laptop before is locked out first.
 * Errors: NotEnrolled, WrongPassword (with the seconds to wait), and why the replica cannot be opened (StorageBusy, StorageCorrupt, DatabaseTooNew …),
 * which device.watch shows from then on, but for what passes: StorageBusy (a process that is just ending still has the file: the next try may find it free) and
 * RuleRefused for one whom the centre has not named yet (staffWaiting) or whose key was taken away (staffLeft).
 */
export const unlock = async (host: Host, login: string, password: string): Promise<Result<SessionInfo, AppError>> => {
  const opened = await checkPassword(host, login, password);
  if (!opened.ok) return opened;
  await lock(host);
  const settled = settleRekey(host, opened.value);
  if (!settled.ok) {
    // A key change that was cut off and a damaged file: the way out is the same as for any damage.
    host.problem = settled.error;
    host.notices.tell('session');
    return settled;
  }
  const opening = await openOffice(host, login, settled.value.dataKey);
  // It has moved to another district since: what it held of the one before stays behind.
  const office = opening.ok ? await beginAnew(host, opening.value, login, settled.value.dataKey) : opening;
  host.problem = office.ok || office.error.type === 'RuleRefused' || office.error.type === 'StorageBusy' ? null : office.error;
  if (office.ok) {
    host.office = office.value;
    const reapplied = reapplyAside(host);
    // A full or read-only disk still lets people read; the next opening tries again.
    if (!reapplied.ok) host.log('asideNotReapplied', { type: reapplied.error.type });
    startCare(host, settled.value.dataKey);
    // What came in bulk before the laptop was switched off.
    void indexInSlices(host);
    // A first load is to come: the thread that reads it starts while somebody looks for the button.
    if (listCursors(office.value.replica.db).length === 0) host.decoder.prepare();
    if (settled.value.sealed) await wrapByPassword(host, login, password, settled.value);
    host.log('unlocked', { staff: office.value.session.staff });
  } else host.log('unlockFailed', { type: office.error.type });
  host.notices.tell('session');
  return office.ok ? ok(office.value.session) : err(office.error);
};
