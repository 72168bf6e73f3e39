import { makeTrainingIin } from '../../domain/iin.ts';
import type { Person } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';
import { contributionColumns, isPlainContributions, putContributions, putUsual, usualYears } from './contribution-fields.ts';
import { nameColumns, newNameMemory, putNames } from './name-fields.ts';
import { iinKinds, placeKinds } from './person-kinds.ts';
import { isUuid7, putDay, putTextWithNumber, putUuid } from './simple-fields.ts';
import { isPlainWork, putWork, workColumns, type PositionMemory } from './work-fields.ts';

/** The columns of persons, in the protocol's order. */
export const personColumns = [
  'id', 'iin', 'iinSerial', 'otherIds', 'otherKind', 'otherValue', ...nameColumns, 'birthYear', 'place', 'household', 'home', 'house', 'phone', 'json', 'workKind', ...workColumns, 'contributionKind', ...contributionColumns,
  'disability', 'disabilityYear', 'synthetic',
];

const noId = '00000000-0000-7000-8000-000000000000';
const { none, training, other } = iinKinds;
const { sameHome, household, alone } = placeKinds;

/** Documents that {@link putPersons} can say at all; the caller keeps those that do not come back as they were. */
export const isColumnPerson = (person: Person): boolean =>
  isUuid7(person.id) && (person.householdId === null || isUuid7(person.householdId)) && /^\d{4}-\d{2}-\d{2}$/.test(person.birthDate) && !/\\[tn]/.test(JSON.stringify(person));

const homeOf = (person: Person): string => `${person.district}\t${person.settlement}\t${person.street}`;

export const putPersons = (sink: ColumnSink, persons: readonly Person[]): void => {
  const names = newNameMemory();
  const years = usualYears(persons.map((person) => person.contributions));
  putUsual(sink, years);
  const positions: PositionMemory = new Map();
  const serials = persons.flatMap((person) => (person.iin === null ? [] : Number(person.iin.slice(7, 11))));
  const lowest = serials.reduce((a, b) => Math.min(a, b), 9999);
  sink.number('iinSerial', lowest);
  let before: Person | undefined;
  for (const person of persons) {
    putUuid(sink, 'id', person.id, before?.id ?? noId);
    sink.bits(person.sex === 'male' ? 1 : 0, 1);
    putDay(sink, 'birthYear', person.birthDate, 1980);
    const serial = person.iin === null ? 0 : Number(person.iin.slice(7, 11));
    const iinKind = person.iin === null ? none : makeTrainingIin(person.birthDate, person.sex, serial) === person.iin ? training : other;
    sink.number('iin', iinKind);
    if (iinKind === training) sink.number('iinSerial', serial - lowest);
    else if (person.iin !== null) putTextWithNumber(sink, 'json', person.iin);
    sink.number('otherIds', person.otherIds.length);
    for (const { kind, value } of person.otherIds) {
      sink.text('otherKind', kind);
      putTextWithNumber(sink, 'otherValue', value);
    }
    putNames(sink, names, person);
    const sameId = before !== undefined && before.householdId === person.householdId && homeOf(before) === homeOf(person) && before.house === person.house;
    const home = sameId ? sameHome : person.householdId === null ? alone : household;
    sink.number('place', home);
    if (home === household) putUuid(sink, 'household', person.householdId!, person.id);
    if (home !== sameHome) {
      sink.text('home', homeOf(person));
      sink.text('house', person.house);
    }
    putTextWithNumber(sink, 'phone', person.phone.startsWith('+7799') && person.phone.length === 12 ? person.phone.slice(4) : `=${person.phone}`);
    const plainWork = isPlainWork(person.work);
    sink.number('workKind', plainWork ? 0 : 1);
    const birthYear = Number(person.birthDate.slice(0, 4));
    if (plainWork) putWork(sink, positions, person.work, birthYear);
    else sink.text('json', JSON.stringify(person.work));
    const plain = isPlainContributions(person.contributions, person.work, years);
    sink.number('contributionKind', plain ? 0 : 1);
    if (plain) putContributions(sink, person.contributions, person.work, years);
    else sink.text('json', JSON.stringify(person.contributions));
    sink.text('disability', person.disability ? `${person.disability.group}\t${person.disability.cause}` : '');
    if (person.disability) putDay(sink, 'disabilityYear', person.disability.since, birthYear);
    sink.number('synthetic', person.synthetic ? 1 : 0);
    before = person;
  }
};
