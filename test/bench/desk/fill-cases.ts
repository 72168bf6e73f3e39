import { instantOf } from '../../../shared/base/instant.ts';
import type { Replica } from '../../../src-main/replica/store/replica.ts';
import { indexPerson } from '../../../src-main/replica/store/search/person-index.ts';
import { madeUpPerson, ulan } from '../../support/replica/people.ts';

const risks = ['loss-of-work-capacity', 'need', 'old-age', 'birth-and-children', 'job-loss', 'loss-of-breadwinner', 'special-status'];
const states = ['approved', 'approved', 'approved', 'approved', 'review', 'draft', 'returned'] as const;
const causes = ['generalIllness', 'workInjury', 'fromChildhood', 'childUnder7'] as const;
const at = (kind: string, n: number): string => `01890000-0000-7000-8000-${kind}${n.toString(16).padStart(11, '0')}`;
const day = 86_400_000;
const step = (n: number, milliseconds: number) => ({ by: at('f', n), byName: `Қызметкер ${n}`, at: instantOf(milliseconds) });

/** Facts as long as a usual case has them. */
const facts = { onsetDate: null, employer: 'Тірек ЖШС', position: 'механизатор', degreePercent: null, degreeSetOn: null, workInjury: false, note: 'Құжаттары толық, мекенжайы тексерілді. '.repeat(8), law: { degree: 65, participationMonths: 84, establishedAverage: '100000' } };

/** Writes `count` cases of `workers` caseworkers over the two years before `now`, and a disability on record for each twentieth. */
export const fillCases = (replica: Replica, { count, workers, now }: { readonly count: number; readonly workers: number; readonly now: number }): void => {
  for (let first = 0; first < count; first += 1000) {
    const documents = Array.from({ length: Math.min(1000, count - first) }, (_, i) => {
      const n = first + i;
      const opened = now - ((n * 7919) % 730) * day - (n % 1440) * 60_000;
      const status = states[n % states.length]!;
      return {
        collection: 'cases', document: {
          id: at('d', n), number: `2026-${n}/A`, personId: at('c', n), risk: risks[n % risks.length], district: ulan, status, facts, opened: step(n % workers, opened), handedOver: status === 'draft' ? null : step(n % workers, opened + day),
          returned: null, approved: status === 'approved' ? step(workers + (n % 3), opened + (1 + (n % 23)) * day) : null, transferred: null,
        },
      };
    });
    const people = documents.filter((_, i) => i % 20 === 0).map(({ document }, i) => ({ ...madeUpPerson(1), id: document.personId, birthDate: `19${40 + (i % 60)}-03-05`, disability: { group: (1 + (i % 3)) as 1 | 2 | 3, cause: causes[i % causes.length], since: '2024-05-01' } }));
    const saved = replica.commit({ durability: 'normal', documents: [...documents, ...people.map((document) => ({ collection: 'persons', document }))], sql: (db) => people.forEach((person) => indexPerson(db, person as never)) });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  }
};
