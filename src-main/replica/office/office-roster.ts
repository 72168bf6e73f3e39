import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { instantOf } from '../../../shared/base/instant.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { findRoster, OfficeRoster, type SignedRoster } from '../../../shared/sync/office-roster.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { ReadableDb } from '../store/db.ts';
import { dropPapersOfOthers } from '../store/office-papers.ts';
import { listPeers, type OfficePeer } from '../store/office-peers.ts';

/** A batch of a colleague's that nobody has answered for stays so long after its laptop has left the roster. Milliseconds. */
const manifestsStay = 366 * 86_400_000;

/** The roster of this office as it was signed, undefined before the first. */
export const findSignedRoster = (db: ReadableDb): SignedRoster | undefined => {
  const kept = findDeviceSetting(db, 'office.roster');
  const [bytes, signature] = [findBase64urlBytes(kept?.bytes ?? ''), findBase64urlBytes(kept?.signature ?? '')];
  return kept && bytes && signature ? { bytes, signature } : undefined;
};

/** The laptops of this office and who works on them, as this one last heard; undefined before the first roster. */
export const findOfficeRoster = (db: ReadableDb): OfficeRoster | undefined => {
  const signed = findSignedRoster(db);
  return signed && findMessage(OfficeRoster, signed.bytes);
};

/**
 * Keeps a roster, whoever brought it, where the centre signed it for this district and it is newer than the one here. The laptops of the first one are let in; one that appears later is shown, and nothing is sealed to it
 * until somebody here says that it is theirs: a centre that lies could name a laptop of its own. Returns 'foreign' for what is none. Errors: those of the storage.
 */
export const keepRoster = (host: Host, signed: SignedRoster): Result<'kept' | 'known' | 'foreign', AppError> => {
  const { replica, certificate } = getOffice(host);
  const roster = findRoster(host.crypto.verify, findBase64urlBytes(certificate.serverSignKey)!, certificate.area, signed);
  if (!roster) return ok('foreign');
  const known = findOfficeRoster(replica.db);
  if (known && known.area === roster.area && known.number >= roster.number) return ok('known');
  const until = instantOf(host.clock.now() - manifestsStay);
  const saved = replica.commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'office.roster', { bytes: toBase64url(signed.bytes), signature: toBase64url(signed.signature) });
      dropPapersOfOthers(db, roster.devices.map(({ device }) => device), until);
      if (!known || known.area !== roster.area) putDeviceSetting(db, 'office.admitted', roster.devices.map(({ device }) => device));
    },
  });
  if (!saved.ok) return saved;
  host.notices.tell('documents');
  return ok('kept');
};

/** As many as the header of a letter names: a roster has one more. */
const mostReaders = 63;

/** The other laptops that letters are sealed to. */
export const officeReaders = (db: ReadableDb, own: string): OfficeRoster['devices'] => {
  const admitted = new Set<string>(findDeviceSetting(db, 'office.admitted') ?? []);
  return (findOfficeRoster(db)?.devices ?? []).filter(({ device }) => device !== own && admitted.has(device)).slice(0, mostReaders);
};

/** The others as their letters told of them, as long as they are of the office: what those said that have left it holds up nothing. */
export const listOfficePeers = (db: ReadableDb): OfficePeer[] => {
  const devices = new Set<string>((findOfficeRoster(db)?.devices ?? []).map(({ device }) => device));
  return listPeers(db).filter(({ device }) => devices.has(device));
};
