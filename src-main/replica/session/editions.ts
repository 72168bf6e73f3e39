import { z } from 'zod';
import { findBase64urlBytes, toBase64url } from '../../../shared/base/base64url.ts';
import type { AppError } from '../../../shared/base/app-error.ts';
import { textOf, utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { Instant } from '../../../shared/base/instant.ts';
import type { Result } from '../../../shared/base/result.ts';
import { loadRules } from '../../../shared/rules/load/load-rules.ts';
import type { RuleFiles, Rules } from '../../../shared/rules/load/rules.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { findSetting, listSettings, setSetting } from '../store/settings.ts';
import { findDeviceSetting } from './device-setting.ts';
import type { Host } from './host-parts.ts';

/** An edition as the replica keeps it, by the hash of its files: zstd of their canonical JSON. `issued`: when the centre signed it; null for one that came with the program. */
const KeptEdition = z.object({ name: z.string(), issued: Instant.nullable(), bytes: z.string() });
type KeptEdition = z.infer<typeof KeptEdition>;

const prefix = 'edition.kept.';

/** True for the name of a setting that holds an edition. */
export const isKeptEdition = (setting: string): boolean => setting.startsWith(prefix);

/** Unpacked, at most: what a file may hold. */
const largest = 32 * 1024 * 1024;

const loaded = new WeakMap<Host, Map<string, Rules>>();
const loadedOf = (host: Host): Map<string, Rules> => {
  const known = loaded.get(host) ?? new Map<string, Rules>();
  loaded.set(host, known);
  return known;
};

/** Reads an edition's files with every check there is. Error: RulesInvalid with all faults. */
export const loadEditionFiles = (host: Host, name: string, files: RuleFiles): Result<Rules, AppError> => {
  const rules = loadRules({ name, files, sha256: (bytes) => Buffer.from(host.crypto.sha256(bytes)).toString('hex') });
  if (rules.ok) loadedOf(host).set(rules.value.edition, rules.value);
  return rules;
};

const findKept = (db: ReadableDb, edition: string): KeptEdition | undefined => KeptEdition.safeParse(findSetting(db, `${prefix}${edition}`)).data;

/** Keeps an edition in the replica, where it is not yet: what was decided by it can be made again for ever. `issued`: null for one that came with the program. */
export const keepEdition = (db: WritableDb, host: Host, { edition, name, files }: Rules, issued: Instant | null): void => {
  const known = findKept(db, edition);
  if (known && (known.issued !== null || issued === null)) return;
  setSetting(db, `${prefix}${edition}`, { name, issued, bytes: toBase64url(host.crypto.compress(utf8(canonicalJson(files)))) } satisfies KeptEdition);
};

const loadKept = (host: Host, db: ReadableDb, edition: string): Rules | undefined => {
  const kept = findKept(db, edition);
  const packed = kept && findBase64urlBytes(kept.bytes);
  const bytes = packed && host.crypto.decompress(packed, largest);
  if (!kept || !bytes) return undefined;
  const rules = loadEditionFiles(host, kept.name, JSON.parse(textOf(bytes)) as RuleFiles);
  return rules.ok && rules.value.edition === edition ? rules.value : undefined;
};

/** An edition by its hash: the shipped one, one that this replica keeps, or one that comes with the program; undefined where none of them has it. */
export const findEdition = (host: Host, edition: string): Rules | undefined => {
  const shipped = host.shipped.rules();
  if (shipped.edition === edition) return shipped;
  const known = loadedOf(host).get(edition);
  if (known) return known;
  return (host.office && loadKept(host, host.office.replica.db, edition)) ?? host.shipped.kept(edition);
};

/** The edition that was put in force here, where it is newer than the program's own. */
export const findPutInForce = (host: Host): { readonly edition: string; readonly issued: string } | undefined => {
  const put = host.office && findDeviceSetting(host.office.replica.db, 'edition.inForce')?.at(-1);
  return put && put.issued > host.shipped.issued ? put : undefined;
};

/** The law in force here: the newer of the program's own and the last one that was put in force. */
export const rulesInForce = (host: Host): Rules => {
  const put = findPutInForce(host);
  const rules = put && findEdition(host, put.edition);
  // what a newer program could read is still kept: the program's own law is a law
  if (put && !rules) host.log('editionUnreadable', { edition: put.edition.slice(0, 12) });
  return rules ?? host.shipped.rules();
};

export type SignedEdition = { readonly edition: string; readonly name: string; readonly issued: Instant };

/** The editions in this replica that the centre signed, newest first. */
export const listSigned = (db: ReadableDb): SignedEdition[] =>
  listSettings(db, prefix).flatMap(({ name, value }): SignedEdition[] => {
    const kept = KeptEdition.safeParse(value).data;
    return kept?.issued ? [{ edition: name.slice(prefix.length), name: kept.name, issued: kept.issued }] : [];
  }).sort((a, b) => (a.issued < b.issued ? 1 : -1));
