import type { PersonId } from '../../../shared/base/ids.ts';
import type { Ledger } from '../../../shared/domain/ledger.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { KnownSources } from '../../../shared/rules/intake/known-facts.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { documentTable, findDocument, plainDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';

/** The registry's record of a person, with that of a second record merged into theirs. */
export const findLedger = (replica: Replica, id: PersonId): Ledger | undefined => {
  const merged = replica.db.list<{ id: string }>('SELECT id FROM person_key WHERE merged_into = ?', id).map((row) => row.id);
  const found = [id, ...merged].flatMap((one) => findDocument(replica, 'ledger', one) ?? []);
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

const listHousehold = (replica: Replica, person: Person): Person[] =>
  person.householdId === null
    ? [person]
    : replica.db.list<{ body: string }>(`SELECT body FROM ${documentTable(replica, 'persons')} WHERE deleted = 0 AND body ->> '$.householdId' = ? ORDER BY id LIMIT 40`, person.householdId)
        .map(({ body }) => plainDocument<Person>(body)).filter(({ mergedInto }) => !mergedInto);

/** What the registries here know of a person for a case of `risk`; the household is looked up only where a programme of the risk asks for it. */
export const knownSources = (replica: Replica, rules: Rules, risk: string, id: PersonId, asOf: string): KnownSources | undefined => {
  const person = findDocument(replica, 'persons', id);
  if (!person) return undefined;
  const asksHousehold = [...rules.programmes.values()].some(({ source, facts }) => source.risk === risk && facts.some(({ fill }) => fill?.from === 'household'));
  return { person, ledger: findLedger(replica, id), household: asksHousehold ? listHousehold(replica, person) : [person], asOf };
};
