import type { AppError } from '../../../shared/base/app-error.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { NormsRow } from '../../../shared/ipc/norms-rows.ts';
import { recompute, type Recomputed } from '../../../shared/rules/intake/recompute.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { sumDecimals } from '../../../shared/rules/sum-decimals.ts';
import { personNames } from '../queries/person-names.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { findEdition, keepEdition } from '../session/editions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { noNorms, normsState, showNorms } from '../session/norms-state.ts';
import { documentTable, findDocument } from '../store/documents.ts';
import { commandContext } from './command-context.ts';
import { decidedProgramme } from './make-decision.ts';
import { humanNumber, nextCount } from './next-number.ts';
import { saveChanges } from './save-changes.ts';

/** After so many the window is told, and whoever wants to stop is heard. */
const slice = 25;
const breath = () => new Promise((resolve) => setTimeout(resolve, 0));

const negated = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);
const differenceOf = (before: string, after: string): string => sumDecimals([after, negated(before)]);

/** Ids of the decisions in force of the cases that are this office's: a case brings what another district decided along, and one that went away is the other district's to decide. */
const listOpen = (host: Host): string[] => {
  const { replica, certificate } = getOffice(host);
  return replica.db.list<{ id: string }>(
    `SELECT d.id FROM ${documentTable(replica, 'decisions')} d JOIN ${documentTable(replica, 'cases')} c ON c.id = d.caseId
     WHERE d.deleted = 0 AND c.body ->> '$.district' = ? AND d.body ->> '$.withdrawn' IS NULL AND d.body ->> '$.replacedBy' IS NULL ORDER BY d.id`, certificate.area,
  ).map(({ id }) => id);
};

const rowOf = (host: Host, decision: Decision, { parts, before, after }: Recomputed): NormsRow => {
  const { replica } = getOffice(host);
  // The case goes to the record that is kept when two are merged; the decision keeps the one that it was made of.
  const personId = findDocument(replica, 'cases', decision.caseId)?.personId ?? decision.personId;
  const person = findDocument(replica, 'persons', personId);
  const { kk, ru } = person ? personNames(person) : { kk: '', ru: '' };
  return {
    id: decision.id, caseId: decision.caseId, personId, number: decision.number, personKk: kk, personRu: ru, before, after, difference: differenceOf(before, after),
    fault: parts === undefined, parts: (parts ?? []).filter((part) => part.before !== part.after).map((part) => ({ title: part.title, before: part.before, after: part.after })),
  };
};

const computeAll = async (host: Host, rules: Rules, asOf: PlainDate, run: number): Promise<void> => {
  const state = normsState(host);
  const ids = listOpen(host);
  showNorms(host, { total: ids.length });
  const [rows, before, after]: [NormsRow[], string[], string[]] = [[], [], []];
  for (const [at, id] of ids.entries()) {
    if (at % slice === 0) {
      showNorms(host, { done: at });
      await breath();
    }
    // another run, a stop, or a laptop that was locked meanwhile
    if (state.run !== run || !host.office) return;
    const decision = findDocument(getOffice(host).replica, 'decisions', id);
    if (!decision) continue;
    const made = recompute(rules, decision, asOf);
    before.push(made.before);
    after.push(made.after);
    if (made.parts === undefined || made.before !== made.after) rows.push(rowOf(host, decision, made));
  }
  const sums = { before: sumDecimals(before), after: sumDecimals(after) };
  showNorms(host, { phase: 'ready', done: ids.length, rows, ...sums, difference: differenceOf(sums.before, sums.after) });
};

/** norms.start: re-computes every open decision of the office by the norms of a day, beside the work. `edition`: another one than that in force here, to look at only. Error: NotFound (edition). */
export const startNorms = (host: Host, input: { readonly asOf: PlainDate; readonly edition: string | null }): Result<Record<never, never>, AppError> => {
  const rules = input.edition === null ? host.rules() : findEdition(host, input.edition);
  if (!rules) return err({ type: 'NotFound', what: 'edition', id: input.edition ?? '' });
  const state = normsState(host);
  const run = ++state.run;
  state.progress = noNorms;
  showNorms(host, { phase: 'computing', asOf: input.asOf, edition: rules.edition, inForce: rules.edition === host.rules().edition });
  void computeAll(host, rules, input.asOf, run).catch(() => {
    host.log('normsFailed');
    showNorms(host, { phase: 'cancelled' });
  });
  return ok({});
};

/** norms.cancel: ends it; what was applied stays applied. */
export const cancelNorms = (host: Host): Result<Record<never, never>, AppError> => {
  const state = normsState(host);
  state.run++;
  if (state.progress.phase === 'computing' || state.progress.phase === 'applying') showNorms(host, { phase: 'cancelled', rows: [] });
  return ok({});
};

const applyOne = (host: Host, before: Decision, asOf: PlainDate): Result<void, AppError> => {
  const { replica, certificate } = getOffice(host);
  const rules = host.rules();
  const { parts } = recompute(rules, before, asOf);
  if (!parts) return ok();
  const context = commandContext(host);
  const count = nextCount(replica.db, 'number.decision', Number(context.today.slice(0, 4)));
  const after: Decision = {
    ...before, id: host.ids.uuid(), district: certificate.area, number: humanNumber(count, certificate.device), asOf, edition: rules.edition, decided: context.step, replaces: before.id, replacedBy: null, withdrawn: null,
    programmes: parts.map(({ programme, facts, made }) => decidedProgramme(programme, facts, made)),
  };
  const changes = [{ collection: 'decisions' as const, before, after: { ...before, replacedBy: after.id } }, { collection: 'decisions' as const, before: undefined, after }];
  return saveChanges(host, 'norms.apply', changes, (db) => {
    putDeviceSetting(db, 'number.decision', count);
    keepEdition(db, host, rules, null);
  });
};

/**
 * norms.apply: each decision that differs is replaced by a new one, the old one kept; one person after another, each whole. What the new norms cannot decide is left for a
 * person. Errors: Conflict{what:'norms'} where nothing is ready, or ready by an edition that is not in force here; those of the storage.
 */
export const applyNorms = async (host: Host): Promise<Result<{ applied: number }, AppError>> => {
  const state = normsState(host);
  const { phase, edition, asOf, rows } = state.progress;
  if (phase !== 'ready' || edition !== host.rules().edition || asOf === null) return err({ type: 'Conflict', what: 'norms', id: '' });
  const run = ++state.run;
  showNorms(host, { phase: 'applying', done: 0, total: rows.length });
  let applied = 0;
  for (const [at, { id, fault }] of rows.entries()) {
    if (at % slice === 0) {
      showNorms(host, { done: at, applied });
      await breath();
    }
    if (state.run !== run || !host.office) return ok({ applied });
    const { replica, certificate } = getOffice(host);
    const before = findDocument(replica, 'decisions', id);
    if (fault || !before || before.replacedBy !== null || before.withdrawn !== null) continue;
    // While a person looked at what was reckoned, the case may have left.
    if (findDocument(replica, 'cases', before.caseId)?.district !== certificate.area) continue;
    const saved = applyOne(host, before, asOf);
    if (!saved.ok) {
      showNorms(host, { phase: 'cancelled', applied });
      return saved;
    }
    applied++;
  }
  showNorms(host, { ...noNorms, applied });
  return ok({ applied });
};
