import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import type { StaffLeaving } from '../../../shared/sync/staff-leaving.ts';
import { findKeyFile } from '../platform/key-file.ts';
import { checkPassword } from './check-password.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { getOffice, type Host } from './host-parts.ts';
import { forgetPassedStaff } from './keep-passed-staff.ts';
import { saveKeyFile } from './save-key-file.ts';

/**
 * staff.remove: takes somebody's key to this laptop away. Their wraps go from the key file, so no password of theirs opens anything any more; who left, when, and by whom is
 * kept with the staff, and their name stays in the history. The administrator's signed word of it goes to the centre with the next handshake (`StaffLeaving`); what they signed before still counts. Nobody can remove themselves, so an administrator always stays. The wraps go
 * first: cut off between the two, removing them again ends it. A copy of an older key file beside a copy of the database still opens with their password: that is what a new
 * data key (session.rekey) is for. Errors: WrongPassword (the administrator's), RuleRefused{staffSelf}, Conflict{staffGone}, those of the key file and the storage.
 */
export const removeStaff = async (host: Host, input: { readonly login: string; readonly ownPassword: string }): Promise<Result<Record<never, never>, AppError>> => {
  const { replica, session, certificate } = getOffice(host);
  if (input.login === session.login) return err({ type: 'RuleRefused', rule: 'staffSelf', citation: null });
  const opened = await checkPassword(host, session.login, input.ownPassword);
  if (!opened.ok) return opened;
  const known = findDeviceSetting(replica.db, 'device.staff') ?? [];
  const waiting = findDeviceSetting(replica.db, 'staff.waiting') ?? [];
  const isTheirs = (one: { readonly login: string }): boolean => one.login === input.login;
  if (![...known, ...waiting].some(isTheirs)) return err({ type: 'Conflict', what: 'staffGone', id: input.login });
  const keys = findKeyFile(host.files.keys);
  if (!keys) return err({ type: 'StorageCorrupt', detail: 'keys.json' });
  const saved = saveKeyFile(host, { ...keys, staff: keys.staff.filter((one) => !isTheirs(one)) });
  if (!saved.ok) return saved;
  const left = { leftAt: host.clock.instant(), leftBy: session.staff, told: false };
  const last = replica.db.find<{ last: number | null }>('SELECT max(number) AS last FROM journal')?.last ?? 0;
  const word: StaffLeaving = { v: 1, kind: 'left', device: certificate.device, by: session.staff, at: left.leftAt, login: input.login, last };
  const bytes = utf8(canonicalJson(word));
  const signature = host.crypto.sign(opened.value.signKey, signedMessage('staff', bytes));
  const statements = findDeviceSetting(replica.db, 'staff.statements') ?? [];
  const kept = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.staff', known.filter((one) => !isTheirs(one)));
      putDeviceSetting(db, 'staff.waiting', waiting.filter((one) => !isTheirs(one)));
      forgetPassedStaff(db, input.login);
      putDeviceSetting(db, 'staff.statements', [...statements, { bytes: toBase64url(bytes), signature: toBase64url(signature) }]);
      putDeviceSetting(db, 'staff.left', [...(findDeviceSetting(db, 'staff.left') ?? []), ...known.filter(isTheirs).map((one) => ({ ...one, ...left }))]);
    },
  });
  if (!kept.ok) return kept;
  host.log('staffRemoved');
  host.notices.tell('session');
  return ok({});
};
