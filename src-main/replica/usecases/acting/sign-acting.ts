import { toBase64url } from '../../../../shared/base/base64url.ts';
import type { AppError } from '../../../../shared/base/app-error.ts';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../../shared/base/canonical-json.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { ActingStatement } from '../../../../shared/sync/acting/acting-statement.ts';
import { signedMessage } from '../../../../shared/sync/signed-message.ts';
import { checkPassword } from '../../session/check-password.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { putActing } from '../../store/acting-orders.ts';

/** Signs a statement with the own key of whoever is at the laptop and keeps it, on disk when this returns; it goes to the centre with the next handshake, and with every batch until the centre has it. Errors: WrongPassword, those of the storage. */
export const signActing = async (host: Host, password: string, decide: () => Result<ActingStatement, AppError>): Promise<Result<Record<never, never>, AppError>> => {
  const opened = await checkPassword(host, getOffice(host).session.login, password);
  if (!opened.ok) return opened;
  const statement = decide();
  if (!statement.ok) return statement;
  const bytes = utf8(canonicalJson(statement.value));
  const signature = host.crypto.sign(opened.value.signKey, signedMessage('order', bytes));
  const saved = getOffice(host).replica.commit({ durability: 'full', documents: [], sql: (db) => putActing(db, toBase64url(host.crypto.sha256(bytes)), { bytes: toBase64url(bytes), signature: toBase64url(signature) }, false) });
  if (!saved.ok) return saved;
  host.notices.tell('documents');
  return ok({});
};
