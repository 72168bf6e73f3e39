import type { PersonId } from '../../../shared/base/ids.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import type { ActEffect } from '../../../shared/domain/mse/act-effect.ts';
import type { Extract } from '../../../shared/domain/mse/extract.ts';
import { ActBody } from '../../../shared/domain/mse/act-body.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { KnownSources } from '../../../shared/rules/intake/known-facts.ts';
import { effectsOver } from '../../../shared/rules/mse/act-effects.ts';
import { extractOf } from '../../../shared/rules/mse/extract-of.ts';
import { findMessage } from '../../../shared/sync/find-message.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument, listDocumentsBy } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { hasSearchGap, listHouseholdIds } from '../store/search/search-gaps.ts';
import { listExtractsOf } from './mse/extracts-of.ts';
import { sameRecords } from './same-records.ts';

/** The registry's record of a person, with those of all records that are theirs by merges. */
export const findLedger = (replica: Replica, id: PersonId): Ledger | undefined => {
  const found = sameRecords(replica, id).ids.flatMap((one) => findDocument(replica, 'ledger', one) ?? []);
  const [first, ...rest] = found;
  return first && rest.reduce<Ledger>((whole, part) => ({
    ...whole,
    employers: [...whole.employers, ...part.employers.filter(({ bin }) => !whole.employers.some((known) => known.bin === bin))],
    earlierMonths: Math.max(whole.earlierMonths, part.earlierMonths),
    since: part.since < whole.since ? part.since : whole.since,
    upTo: part.upTo > whole.upTo ? part.upTo : whole.upTo,
    contributions: [...whole.contributions, ...part.contributions],
    payments: [...whole.payments, ...part.payments],
  }), first);
};

/** After a first load, until all are searchable, a household is looked for among those who are not: a form asks it at every keystroke, so it is remembered for a minute then. The people themselves are read anew each time. */
const remembered = new WeakMap<Replica, Map<string, { readonly ids: readonly string[]; readonly at: number }>>();
const [rememberedFor, mostMembers] = [60_000, 40];

const memberIds = (replica: Replica, household: string, now: number): readonly string[] => {
  if (!hasSearchGap(replica.db)) return listHouseholdIds(replica, household, mostMembers);
  const known = remembered.get(replica) ?? new Map<string, { readonly ids: readonly string[]; readonly at: number }>();
  remembered.set(replica, known);
  const found = known.get(household);
  if (found && now - found.at < rememberedFor && now >= found.at) return found.ids;
  const ids = listHouseholdIds(replica, household, mostMembers);
  known.set(household, { ids, at: now });
  return ids;
};

const listHousehold = ({ clock }: Host, replica: Replica, person: Person): Person[] =>
  person.householdId === null ? [person] : memberIds(replica, person.householdId, clock.now()).flatMap((id) => findDocument(replica, 'persons', id) ?? []).filter(({ mergedInto }) => !mergedInto);

/**
 * What signed acts say to those who pay, by whichever record of a person, the first signed first: as their extracts do, which every office with a case of the person has; an act of an earlier version has none and is read itself where
 * this laptop holds it.
 */
export const listTold = (host: Host, id: PersonId): Omit<Extract, 'id' | 'caseId'>[] => {
  const { replica } = getOffice(host);
  const { ids } = sameRecords(replica, id);
  const extracts = listExtractsOf(replica, id);
  const known = new Set(extracts.map(({ act }) => act));
  const acts = ids.flatMap((one) => listDocumentsBy(replica, 'acts', 'personId', one)).filter((act) => act.status === 'signed' && !known.has(act.id));
  const told = [...extracts.map((one) => [one.id, one] as const), ...acts.flatMap((act) => {
    const body = findMessage(ActBody, utf8(act.body));
    return body ? [[act.id, extractOf(body, '')] as const] : [];
  })];
  // Ids are made in the order of time.
  return told.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, extract]) => extract);
};

/** What signed acts give together. Which of them a decision was made on stands in the decision's facts. */
export const listEffects = (host: Host, id: PersonId): ActEffect[] => {
  const told = listTold(host, id);
  return told.length === 0 ? [] : effectsOver(host.mse().rules, told);
};

/** What the registries here know of a person for a case of `risk`; the household is looked up only where a programme of the risk asks for it. */
export const knownSources = (host: Host, risk: string, id: PersonId, asOf: string): KnownSources | undefined => {
  const { replica } = getOffice(host);
  const rules = host.rules();
  const person = findDocument(replica, 'persons', id);
  if (!person) return undefined;
  const asksHousehold = [...rules.programmes.values()].some(({ source, facts }) => source.risk === risk && facts.some(({ fill }) => fill?.from === 'household'));
  return { person, ledger: findLedger(replica, id), household: asksHousehold ? listHousehold(host, replica, person) : [person], asOf, effects: listEffects(host, id) };
};
