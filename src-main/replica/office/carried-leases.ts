import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { Certificate } from '../../../shared/sync/certificate.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { packParts } from '../../../shared/sync/parts.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listSettings, setSetting } from '../store/settings.ts';
import type { ReadableDb } from '../store/db.ts';

const prefix = 'office.lease.';

/** Keeps a renewed certificate of another laptop, to be brought to it: it checks it itself. Errors: those of the storage. */
export const keepCarriedLease = (host: Host, { bytes, signature }: { readonly bytes: Uint8Array; readonly signature: Uint8Array }): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  const read = findMessage(Certificate, bytes);
  if (!read || read.device === certificate.device) return ok();
  return replica.commit({ durability: 'normal', documents: [], sql: (db) => setSetting(db, `${prefix}${read.device}`, toBase64url(packParts([bytes, signature]))) });
};

/** Certificates for others, as files of a stick. */
export const listCarriedLeases = (db: ReadableDb): { readonly device: string; readonly file: Uint8Array }[] =>
  listSettings(db, prefix).flatMap(({ name, value }) => {
    const file = typeof value === 'string' ? findBase64urlBytes(value) : undefined;
    return file ? [{ device: name.slice(prefix.length), file }] : [];
  });
