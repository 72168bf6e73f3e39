import { toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { findParts } from '../../../shared/sync/parts.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { checkCertificate } from '../sync/check-certificate.ts';

/** Renews the lease by a certificate that came on a stick, where it is newer than the one here; it is not earlier than that was made. Errors: those of the storage. */
export const takeCertificateFile = (host: Host, file: Uint8Array): Result<{ receipts: number; entries: number; items: number } | 'damaged' | 'foreign', AppError> => {
  const office = getOffice(host);
  const [bytes, signature, ...more] = findParts(file, 3) ?? [];
  if (!bytes || signature?.length !== 64 || more.length > 0) return ok('damaged');
  const written = { certificate: toBase64url(bytes), signature: toBase64url(signature) };
  const checked = checkCertificate(host.crypto, written, office.certificate);
  // One of another district comes with the move alone: what is here is of this one, and a centre that was restored may have forgotten the move.
  if (!checked.ok || checked.value.area !== office.certificate.area) return ok('foreign');
  const nothing = { receipts: 0, entries: 0, items: 0 };
  if (checked.value.issued <= office.certificate.issued) return ok(nothing);
  // A stick has been on its way for a while: it is not earlier than it says, and that is all it says of the time.
  host.clock.resume({ latest: Date.parse(checked.value.issued), offset: findDeviceSetting(office.replica.db, 'clock.offset') ?? 0 });
  const latest = host.clock.now();
  const saved = office.replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.certificate', { bytes: written.certificate, signature: written.signature });
      putDeviceSetting(db, 'clock.latest', latest);
    },
  });
  if (!saved.ok) return saved;
  office.certificate = checked.value;
  host.notices.tell('session');
  return ok(nothing);
};
