import type { CaseId, PersonId, StaffId } from '../../../shared/base/ids.ts';
import { instantOf } from '../../../shared/base/instant.ts';
import { noFacts, type Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { indexPerson } from '../../../src-main/replica/store/search/person-index.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

const at = (kind: string, n: number): string => `01890000-0000-7000-8000-${kind}${n.toString(16).padStart(11, '0')}`;
const surnames = ['Ахметов', 'Оспанова', 'Қасенов', 'Мұсабекова', 'Тілеубай', 'Иванова', 'Сейітқали', 'Жұмабаева', 'Ким', 'Нұрланов'];
const firstNames = ['Гүлнұр', 'Данияр', 'Светлана', 'Айгерім', 'Ерлан', 'Бекзат', 'Раушан'];

/** What is applied for, by turns: facts as they stand after a hand-over. */
const claims = [
  { risk: 'birth-and-children', claims: ['birth-benefit'], law: (day: string) => ({ childBirthDate: '2026-08-03', birthOrder: 2, childrenBorn: 1, applicationDate: day }) },
  { risk: 'loss-of-work-capacity', claims: ['disability-benefit'], law: () => ({ birthDate: '1980-03-05', disabilityCategory: 'II', disabilityCause: 'general-illness', disabilityFrom: '2026-03-02' }) },
] as const;

const hour = 3_600_000;

/** Writes `count` cases in review with their people, of five caseworkers of another laptop, handed over in the last six weeks before `now` (milliseconds). */
export const fillQueue = (replica: Replica, count: number, now: number): void => {
  const part = 500;
  for (let first = 0; first < count; first += part) {
    const people: Person[] = [];
    const cases: Case[] = [];
    for (let n = first; n < Math.min(count, first + part); n += 1) {
      const given = madeUpPerson(n % 5000, { lastNameKk: `${surnames[n % 10]!}`, lastNameRu: `${surnames[n % 10]!}`, firstNameKk: firstNames[n % 7]!, firstNameRu: firstNames[n % 7]!, iin: String(800305700000 + n) });
      people.push({ ...given, id: at('a', n) as PersonId, synthetic: true, otherIds: [], householdId: null, work: [], contributions: [], disability: null } as Person);
      const step = (hours: number) => ({ by: at('f', n % 5) as StaffId, byName: `Маман ${n % 5}`, at: instantOf(now - ((n * 7919) % 1000) * hour - hours * hour) });
      const kind = claims[n % claims.length]!;
      const opened = step(2);
      cases.push({
        id: at('b', n) as CaseId, number: `2026-${n}/AB12CD`, personId: at('a', n) as PersonId, risk: kind.risk, district: ulan, status: 'review',
        facts: { ...noFacts, claims: [...kind.claims], law: kind.law(opened.at.slice(0, 10)), origins: {}, brought: ['application'] }, opened, handedOver: step(0), returned: null, approved: null, transferred: null,
      });
    }
    const saved = replica.commit({
      durability: 'normal',
      documents: [...people.map((document) => ({ collection: 'persons', document })), ...cases.map((document) => ({ collection: 'cases', document }))],
      sql: (db) => { for (const person of people) indexPerson(db, person); },
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  }
};
