import { z } from 'zod';
import type { AppError } from '../../../shared/base/app-error.ts';
import { findBase64urlBytes } from '../../../shared/base/base64url.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { diffRules } from '../../../shared/rules/diff-rules.ts';
import { checkSources } from '../../../shared/rules/load/check-sources.ts';
import type { RuleFiles, Rules } from '../../../shared/rules/load/rules.ts';
import { Words } from '../../../shared/rules/schema/words.ts';
import { decodeEdition } from '../../../shared/sync/edition-file.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { findEdition, findPutInForce, keepEdition, listSigned, loadEditionFiles } from '../session/editions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { noNorms, normsState, showNorms } from '../session/norms-state.ts';

const Titled = z.looseObject({ title: Words });

/** Differences that are shown; beyond them the number is told. */
const mostShown = 400;

/** A value of the rules on a few lines: each leaf with the way to it. */
const leavesOf = (value: unknown, way: readonly string[]): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...way, key])) : [[...way, String(value)].join(' · ')];
const shown = (value: unknown): string => (value === undefined ? '' : leavesOf(value, []).join('\n').slice(0, 900));

/** What a file is about, as people know it. */
const titleOf = (files: RuleFiles, file: string): Words | null => Titled.safeParse(files[file]).data?.title ?? null;

/**
 * Takes in an edition file of the centre: signature, every rule in it, then it is kept here, in force nowhere yet. A file with a fault is refused whole.
 * Errors: InvalidInput (no such file), SignatureInvalid{what:'edition'}, RulesInvalid with every fault, those of the storage.
 */
export const takeEditionFile = (host: Host, file: Uint8Array): Result<Rules, AppError> => {
  const { certificate, replica } = getOffice(host);
  const content = decodeEdition(host.crypto, findBase64urlBytes(certificate.serverSignKey)!, file);
  if (content === 'damaged') return err({ type: 'InvalidInput', issues: [{ path: 'bytes', code: 'edition' }] });
  if (content === 'foreign') return err({ type: 'SignatureInvalid', what: 'edition' });
  const rules = loadEditionFiles(host, content.name, content.files as RuleFiles);
  if (!rules.ok) return rules;
  const saved = replica.commit({ durability: 'full', documents: [], sql: (db) => keepEdition(db, host, rules.value, content.issued) });
  if (!saved.ok) return saved;
  host.notices.tell('norms');
  return rules;
};

/** norms.open: an edition file, chosen by a supervisor. Errors: those of {@link takeEditionFile}. */
export const openEditionFile = (host: Host, { bytes }: ParsedInputOf<'norms.open'>): Result<OutputOf<'norms.open'>, AppError> => {
  const rules = takeEditionFile(host, bytes);
  return rules.ok ? ok({ edition: rules.value.edition }) : rules;
};

/** norms.compare: what an edition changes in the law in force here. Error: NotFound. */
export const compareEdition = (host: Host, { edition }: ParsedInputOf<'norms.compare'>): Result<OutputOf<'norms.compare'>, AppError> => {
  const rules = findEdition(host, edition);
  if (!rules) return err({ type: 'NotFound', what: 'edition', id: edition });
  const differences = diffRules(host.rules().files, rules.files);
  return ok({
    total: differences.length, silent: checkSources(rules.files, rules.sources).length,
    rows: differences.slice(0, mostShown).map(({ file, path, kind, before, after }) => ({ file, path, title: titleOf(rules.files, file) ?? titleOf(host.rules().files, file), kind, before: shown(before), after: shown(after) })),
  });
};

/**
 * norms.putInForce: from now on this laptop determines by an edition that the centre signed; decisions made by an earlier one stay, and are re-computed when a supervisor wants it. Who did it stays written.
 * Errors: NotFound (not signed, or not here), Conflict{what:'edition'} where what is in force is as new; those of the storage.
 */
export const putInForce = (host: Host, { edition }: ParsedInputOf<'norms.putInForce'>): Result<Record<never, never>, AppError> => {
  const { replica, session } = getOffice(host);
  const signed = listSigned(replica.db).find((one) => one.edition === edition);
  if (!signed || !findEdition(host, edition)) return err({ type: 'NotFound', what: 'edition', id: edition });
  if (signed.issued <= (findPutInForce(host)?.issued ?? host.shipped.issued)) return err({ type: 'Conflict', what: 'edition', id: edition });
  const before = findDeviceSetting(replica.db, 'edition.inForce') ?? [];
  const at = host.clock.instant();
  const saved = replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'edition.inForce', [...before, { ...signed, at, by: session.staff, byName: session.name }]) });
  if (!saved.ok) return saved;
  host.log('editionPutInForce', { edition: edition.slice(0, 12) });
  // what was computed is about the law of before
  normsState(host).run++;
  showNorms(host, noNorms);
  host.notices.tell('documents');
  return ok({});
};
