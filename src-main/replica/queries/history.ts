import type { Case } from '../../../shared/domain/case.ts';
import type { StaffId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { AsideReason, type HistoryRow } from '../../../shared/ipc/rows.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';
import type { ReadableDb } from '../store/db.ts';
import { historyOf, type JournalRow } from '../store/journal.ts';
import { stepsElsewhere } from './steps-elsewhere.ts';
import { staffNames } from './staff-names.ts';
import { travelOfEntry } from './travel.ts';

type Facts = Readonly<Record<string, unknown>>;

const isFacts = (value: unknown): value is Facts => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an entry, the single facts named where the facts changed. */
const fieldsOf = (changes: Facts, before: Facts): string[] =>
  Object.entries(changes).flatMap(([field, value]) =>
    field === 'facts' && isFacts(value) ? Object.keys(value).filter((fact) => canonicalJson(value[fact] ?? null) !== canonicalJson(before[fact] ?? null)).map((fact) => `facts.${fact}`) : [field],
  );

const rowsOfJournal = (rows: readonly JournalRow[], names: ReadonlyMap<string, string>): HistoryRow[] => {
  const history: HistoryRow[] = [];
  let facts: Facts = {};
  for (const row of rows) {
    const changes = findEntry(row.bytes)?.changes ?? {};
    const fields = fieldsOf(changes, facts);
    if (isFacts(changes.facts)) facts = changes.facts;
    const next: HistoryRow = { id: String(row.number), command: row.command, byName: names.get(row.author) ?? '', by: row.author as StaffId, at: row.at as Instant, fields, travel: travelOfEntry(row), why: AsideReason.safeParse(row.why).data ?? null };
    const last = history.at(-1);
    // One line for a spell of typing, not one for each second of it.
    const goesOn = last && row.command === 'case.saveDraft' && last.command === row.command && last.by === next.by && last.travel === next.travel && last.why === next.why;
    if (goesOn) history[history.length - 1] = { ...next, id: last.id, fields: [...new Set([...last.fields, ...fields])] };
    else history.push(next);
  }
  return history;
};

/** What was done to a case, oldest first: from this laptop's journal and, for what others did, from the steps in the document. */
export const readHistory = (db: ReadableDb, found: Case): HistoryRow[] => {
  const entries = historyOf(db, found.id);
  const journal = rowsOfJournal(entries, staffNames(db));
  const others = stepsElsewhere(found, entries.map((entry) => findEntry(entry.bytes)?.changes ?? {})).map(({ command, step }): HistoryRow => (
    { id: command, command, byName: step.byName, by: step.by, at: step.at, fields: [], travel: 'received', why: null }
  ));
  return [...journal, ...others].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};
