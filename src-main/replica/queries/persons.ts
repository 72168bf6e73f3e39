import { foldSearchKey } from '../../../shared/domain/search-key.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { PersonRow } from '../../../shared/ipc/rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { searchPersons, type FoundPerson, type MatchedField } from '../store/search/search-persons.ts';
import { listCaseRows } from './case-rows.ts';
import { personNames } from './person-names.ts';
import { travelOf } from './travel.ts';

const mostFound = 200;
const isNumberField = (field: MatchedField): field is 'iin' | 'birthDate' | 'phone' => field === 'iin' || field === 'birthDate' || field === 'phone';

const begins = (name: string, words: readonly string[]): boolean => foldSearchKey(name).split(' ').some((part) => words.some((word) => part.startsWith(word)));

/** Which of the two names holds the typed words; a name typed in Latin letters is in both. */
const namesMatched = (names: { readonly kk: string; readonly ru: string }, text: string): PersonRow['matched'] => {
  const words = foldSearchKey(text).split(' ').filter((word) => word !== '');
  const [kk, ru] = [begins(names.kk, words), begins(names.ru, words)];
  return kk === ru ? ['nameKk', 'nameRu'] : kk ? ['nameKk'] : ['nameRu'];
};

const rowOf = (replica: Replica, { id, matched }: FoundPerson, text: string): PersonRow[] => {
  const person = findDocument(replica, 'persons', id);
  if (!person) return [];
  const names = personNames(person);
  const byName = matched.some((field) => !isNumberField(field)) ? namesMatched(names, text) : [];
  return [{
    id: person.id, nameKk: names.kk, nameRu: names.ru, iin: person.iin, birthDate: person.birthDate, sex: person.sex, district: person.district,
    settlement: person.settlement, phone: person.phone, matched: [...byName, ...new Set(matched.filter(isNumberField))], travel: travelOf(replica.db, id),
  }];
};

/** person.find: persons as typed, best first; without a text, those that came to this laptop last. `total` counts at most two hundred found, or everybody. */
export const readPersons = (host: Host, { text, limit }: ParsedInputOf<'person.find'>): OutputOf<'person.find'> => {
  const { replica } = getOffice(host);
  if (text.trim() === '') {
    const newest = replica.db.list<{ id: string }>('SELECT id FROM person_key ORDER BY number DESC LIMIT ?', limit);
    const total = replica.db.find<{ count: number }>('SELECT count(*) AS count FROM person_key')?.count ?? 0;
    return { rows: newest.flatMap(({ id }) => rowOf(replica, { id, matched: [] }, '')), total };
  }
  const found = searchPersons(replica.db, { text, limit: mostFound });
  return { rows: found.slice(0, limit).flatMap((person) => rowOf(replica, person, text)), total: found.length };
};

/** person.watch: a person with their cases. */
export const readPerson = (host: Host, { id }: ParsedInputOf<'person.watch'>): OutputOf<'person.watch'> => {
  const office = getOffice(host);
  const { replica } = office;
  const { rows } = listCaseRows(office, "c.body ->> '$.personId' = ?", [id]);
  return { person: findDocument(replica, 'persons', id) ?? null, cases: rows, travel: travelOf(replica.db, id) };
};
