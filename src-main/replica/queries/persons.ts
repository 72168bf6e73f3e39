import { matchRanges } from '../../../shared/domain/match-ranges.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import type { PersonRow, TextRanges } from '../../../shared/ipc/rows.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';
import { findKept } from '../store/standing-person.ts';
import { digitRanges } from '../store/search/digit-ranges.ts';
import { countUnindexed } from '../store/search/search-gaps.ts';
import { standsForItself } from '../store/search/stands-for-itself.ts';
import { searchPersons, type FoundPerson, type MatchedField } from '../store/search/search-persons.ts';
import { splitQuery } from '../store/search/split-query.ts';
import { listCaseRows } from './case-rows.ts';
import { personNames } from './person-names.ts';
import { listLeadingTo } from './same-records.ts';
import { travelOfDocument } from './travel.ts';

const mostFound = 200;
const isNumberField = (field: MatchedField): field is 'iin' | 'birthDate' | 'phone' => field === 'iin' || field === 'birthDate' || field === 'phone';
const noRanges: PersonRow['ranges'] = { nameKk: [], nameRu: [], iin: [], phone: [] };

/** A person in a list, with what of them is marked. */
export const personRow = (replica: Replica, person: Person, matched: PersonRow['matched'] = [], ranges: PersonRow['ranges'] = noRanges): PersonRow => {
  const names = personNames(person);
  return {
    id: person.id, nameKk: names.kk, nameRu: names.ru, iin: person.iin, birthDate: person.birthDate, sex: person.sex, district: person.district,
    settlement: person.settlement, phone: person.phone, matched, ranges, travel: travelOfDocument(replica, 'persons', person.id),
  };
};

const rowOf = (replica: Replica, found: FoundPerson, text: string): PersonRow[] => {
  const person = findDocument(replica, 'persons', found.id);
  if (!person) return [];
  const names = personNames(person);
  const { words, numbers } = splitQuery(text);
  const within = found.words ?? [];
  const byName = found.matched.some((field) => !isNumberField(field));
  const marks = (name: string): TextRanges => (byName ? matchRanges(name, words, within) : []);
  const hits = new Set(found.matched.filter(isNumberField));
  const ranges: PersonRow['ranges'] = {
    nameKk: marks(names.kk), nameRu: marks(names.ru),
    iin: hits.has('iin') ? digitRanges(person.iin ?? '', numbers) : [], phone: hits.has('phone') ? digitRanges(person.phone, numbers) : [],
  };
  const matched = [...(['nameKk', 'nameRu'] as const).filter((field) => ranges[field].length > 0), ...hits];
  return [personRow(replica, person, matched, ranges)];
};

/** person.find: persons as typed, best first; without a text, those that came to this laptop last. `total` counts at most two hundred found, or everybody; `unindexed`: how many at most, come in bulk, a name does not find yet. */
export const readPersons = (host: Host, { text, limit, district }: ParsedInputOf<'person.find'>): OutputOf<'person.find'> => {
  const { replica } = getOffice(host);
  if (text.trim() === '') {
    const newest = replica.db.list<{ id: string }>(`SELECT k.id FROM person_key k WHERE ${standsForItself('k')} ORDER BY k.number DESC LIMIT ?`, limit);
    const total = replica.db.find<{ count: number }>(`SELECT (SELECT count(*) FROM person_key) - (SELECT count(*) FROM person_key k WHERE k.merged_into IS NOT NULL AND NOT ${standsForItself('k')}) AS count`)?.count ?? 0;
    return { rows: newest.flatMap(({ id }) => rowOf(replica, { id, matched: [] }, '')), total, unindexed: countUnindexed(replica.db) };
  }
  const found = searchPersons(replica.db, { text, limit: mostFound, district });
  return { rows: found.slice(0, limit).flatMap((person) => rowOf(replica, person, text)), total: found.length, unindexed: countUnindexed(replica.db) };
};

/** person.watch: a person with their cases; `kept`: the record that they were merged into, where it is here. */
export const readPerson = (host: Host, { id }: ParsedInputOf<'person.watch'>): OutputOf<'person.watch'> => {
  const office = getOffice(host);
  const { replica } = office;
  // The traces of cases given away still name the record that was merged.
  const { rows } = listCaseRows(office, "c.body ->> '$.personId' IN (SELECT value FROM json_each(?))", [JSON.stringify(listLeadingTo(replica, id))]);
  const person = findDocument(replica, 'persons', id);
  return { person: person ?? null, kept: findKept(replica, person), cases: rows, travel: travelOfDocument(replica, 'persons', id) };
};
