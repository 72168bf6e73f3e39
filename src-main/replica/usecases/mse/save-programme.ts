import type { AppError, InputIssue } from '../../../../shared/base/app-error.ts';
import type { Instant } from '../../../../shared/base/instant.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { Measure, Programme } from '../../../../shared/domain/mse/programme.ts';
import { mayMove } from '../../../../shared/rules/mse/carry-over.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { commandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';
import { saveChanges } from '../save-changes.ts';

type SaveProgramme = { readonly id: string; readonly measures: readonly Measure[] };

/** What is wrong with new measures beside the old ones: an id twice, a status that cannot follow, an outcome of what is not at an end, a measure that was begun and is gone. */
const measureIssues = (before: readonly Measure[], after: readonly Measure[]): InputIssue[] => {
  const issues: InputIssue[] = [];
  if (new Set(after.map((one) => one.id)).size < after.length) issues.push({ path: 'measures', code: 'twice' });
  for (const [at, measure] of after.entries()) {
    const old = before.find((one) => one.id === measure.id);
    if (!mayMove(old?.status ?? 'planned', measure.status) || (measure.status === 'carried' && old?.status !== 'carried')) issues.push({ path: `measures.${at}.status`, code: 'statusOrder' });
    if (measure.outcome !== null && measure.status !== 'done' && measure.status !== 'notDone' && measure.status !== 'carried') issues.push({ path: `measures.${at}.outcome`, code: 'notDoneYet' });
    if ((old?.came ?? null) !== measure.came) issues.push({ path: `measures.${at}.came`, code: 'notSet' });
  }
  const kept = new Set(after.map((one) => one.id));
  if (before.some((one) => !kept.has(one.id) && (one.status !== 'planned' || one.came !== null))) issues.push({ path: 'measures', code: 'measureGone' });
  return issues;
};

/** The programme with these measures. Errors: NotFound, Conflict{what:'programmeClosed'}, InvalidInput. */
export const decideSaveProgramme = (input: SaveProgramme, found: Programme | undefined): Result<DocumentChange[], AppError> => {
  if (!found) return err({ type: 'NotFound', what: 'programme', id: input.id });
  if (found.closed) return err({ type: 'Conflict', what: 'programmeClosed', id: input.id });
  const issues = measureIssues(found.measures, input.measures);
  if (issues.length > 0) return err({ type: 'InvalidInput', issues });
  return ok([{ collection: 'programmes', before: found, after: { ...found, measures: [...input.measures] } }]);
};

/** programme.save: measures planned, carried out and evaluated. */
export const saveProgramme = (host: Host, input: SaveProgramme): Result<{ savedAt: Instant }, AppError> => {
  const decided = decideSaveProgramme(input, findDocument(getOffice(host).replica, 'programmes', input.id));
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'programme.save', decided.value);
  return saved.ok ? ok({ savedAt: commandContext(host).step.at }) : saved;
};
