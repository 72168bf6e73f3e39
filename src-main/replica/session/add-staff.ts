import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { NewStaff } from '../../../shared/ipc/inputs.ts';
import type { StaffStatement } from '../../../shared/sync/staff-statement.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { replaceStaffKeys } from './change-password.ts';
import { checkPassword } from './check-password.ts';
import { findDeviceSetting, putDeviceSetting } from './device-setting.ts';
import { getOffice, type Host } from './host-parts.ts';
import { forgetPassedStaff } from './keep-passed-staff.ts';
import { makeStaffKeys } from './staff-keys.ts';

/**
 * staff.add: a new member of staff for this laptop, or new keys and roles for one who is there (a forgotten password cannot be found again, and with it the old signing key
 * is lost). The administrator's signed statement of it goes to the centre with the next handshake. One who is known works at once; a new one once the centre has said who
 * they are. The statement is kept before the key file is written: cut off between the two, adding them again mends it. Errors: WrongPassword (the administrator's), RuleRefused{lastAdministrator}, storage.
 */
export const addStaff = async (host: Host, input: NewStaff & { readonly ownPassword: string }): Promise<Result<Record<never, never>, AppError>> => {
  const { replica, session, certificate } = getOffice(host);
  const opened = await checkPassword(host, session.login, input.ownPassword);
  if (!opened.ok) return opened;
  const made = await makeStaffKeys(host, input.login, input.password, opened.value.dataKey);
  const person = { login: input.login, name: input.name, roles: input.roles, signKey: made.signPublic };
  const statement: StaffStatement = { v: 1, device: certificate.device, by: session.staff, at: host.clock.instant(), staff: person };
  const bytes = utf8(canonicalJson(statement));
  const signature = host.crypto.sign(opened.value.signKey, signedMessage('staff', bytes));
  const known = findDeviceSetting(replica.db, 'device.staff') ?? [];
  const waiting = (findDeviceSetting(replica.db, 'staff.waiting') ?? []).filter((one) => one.login !== input.login);
  const administers = (one: { readonly roles: readonly string[] }): boolean => one.roles.includes('administrator');
  if (!administers(input) && !known.some((one) => one.login !== input.login && administers(one))) return err({ type: 'RuleRefused', rule: 'lastAdministrator', citation: null });
  const isKnown = known.some((one) => one.login === input.login);
  const kept = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.staff', known.map((one) => (one.login === input.login ? { ...one, ...person } : one)));
      putDeviceSetting(db, 'staff.waiting', isKnown ? waiting : [...waiting, person]);
      forgetPassedStaff(db, input.login);
      putDeviceSetting(db, 'staff.statements', [...(findDeviceSetting(db, 'staff.statements') ?? []), { bytes: toBase64url(bytes), signature: toBase64url(signature) }]);
    },
  });
  if (!kept.ok) return kept;
  const saved = replaceStaffKeys(host, made);
  if (!saved.ok) return saved;
  host.log('staffAdded');
  host.notices.tell('session');
  return ok({});
};
