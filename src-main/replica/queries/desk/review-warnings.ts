import type { Case } from '../../../../shared/domain/case.ts';
import type { ReviewWarning } from '../../../../shared/ipc/review-rows.ts';
import type { Determination } from '../../../../shared/rules/determination.ts';
import { isUnusual, usualRange } from '../../../../shared/rules/desk/usual-range.ts';
import { ledgerMonths } from '../../../../shared/rules/intake/ledger-months.ts';
import type { CaseForm } from '../../../../shared/rules/intake/case-form.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, listDocumentsBy } from '../../store/documents.ts';
import type { Replica } from '../../store/replica.ts';
import { findDuplicates } from '../../store/search/duplicate-candidates.ts';
import { findLedger } from '../known-sources.ts';
import { personNames } from '../person-names.ts';

/** So many of the newest decided sums of a payment say what is usual. */
const mostSums = 400;
/** Contributions are looked at over the months that an average income is reckoned of. */
const months = 24;

const unconfirmed = (made: readonly Determination[]): ReviewWarning[] => {
  const rules = new Map(made.flatMap(({ trace }) => trace.filter(({ certainty }) => certainty === 'U').map(({ rule, title }) => [rule, title])));
  return rules.size === 0 ? [] : [{ kind: 'unconfirmed', rules: [...rules.values()] }];
};

const duplicates = (replica: Replica, { personId }: Case): ReviewWarning[] => {
  const person = findDocument(replica, 'persons', personId);
  if (!person) return [];
  return findDuplicates(replica.db, person).filter(({ id }) => id !== personId && !person.notSame?.includes(id as typeof personId)).slice(0, 3).flatMap(({ id, score }): ReviewWarning[] => {
    const other = findDocument(replica, 'persons', id);
    const names = other && personNames(other);
    return other && names ? [{ kind: 'duplicate', id: other.id, nameKk: names.kk, nameRu: names.ru, percent: Math.round(score * 100) }] : [];
  });
};

const missingDocuments = (replica: Replica, found: Case, form: CaseForm): ReviewWarning[] => {
  const scanned = new Set(listDocumentsBy(replica, 'scans', 'caseId', found.id).filter(({ removed }) => removed === null).map(({ document }) => document));
  const titles = form.documents.filter(({ id }) => !scanned.has(id) && !found.facts.brought?.includes(id)).map(({ title }) => title);
  return titles.length === 0 ? [] : [{ kind: 'documents', titles }];
};

/** Only where something is asked of contributions: a state benefit asks for none. */
const gaps = (replica: Replica, { personId }: Case, form: CaseForm): ReviewWarning[] => {
  const ledger = form.fields.some(({ group }) => group === 'work') ? findLedger(replica, personId) : undefined;
  const found = ledger ? ledgerMonths(ledger).slice(-months).filter(({ state }) => state === 'gap' || state === 'unpaid').map(({ month }) => month).reverse() : [];
  return found.length === 0 ? [] : [{ kind: 'gap', months: found }];
};

/** Sums of the decisions that are here by payment and unit, the newest first. */
const decidedSums = (replica: Replica, payment: string, unit: string, besides: string): string[] =>
  replica.db.list<{ amount: string }>(
    `SELECT a.value ->> '$.amount' AS amount FROM (SELECT body FROM ${documentTable(replica, 'decisions')} WHERE deleted = 0 AND caseId <> ? AND body ->> '$.withdrawn' IS NULL ORDER BY id DESC LIMIT 2000) d,
       json_each(d.body, '$.programmes') p, json_each(p.value, '$.amounts') a WHERE a.value ->> '$.payment' = ? AND a.value ->> '$.unit' = ? LIMIT ?`, besides, payment, unit, mostSums,
  ).map(({ amount }) => amount);

const unusual = (replica: Replica, found: Case, made: readonly Determination[]): ReviewWarning[] =>
  made.flatMap(({ amounts }) => amounts).flatMap(({ payment, title, amount, unit }): ReviewWarning[] => {
    const range = usualRange(decidedSums(replica, payment, unit, found.id));
    return range && isUnusual(amount, range) ? [{ kind: 'unusual', title, amount, ...range }] : [];
  });

/** Warnings of a case in review, in the order of their weight. */
export const reviewWarnings = (host: Host, found: Case, form: CaseForm, isOwnWork: boolean): ReviewWarning[] => {
  const { replica } = getOffice(host);
  const made = form.programmes.flatMap(({ determination }) => determination ?? []);
  return [
    ...(isOwnWork ? [{ kind: 'ownWork' as const }] : []), ...duplicates(replica, found), ...missingDocuments(replica, found, form), ...gaps(replica, found, form), ...unusual(replica, found, made), ...unconfirmed(made),
  ];
};
