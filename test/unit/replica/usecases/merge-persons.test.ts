import { expect, test } from 'vitest';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Person } from '../../../../shared/domain/person.ts';
import type { CommandContext } from '../../../../src-main/replica/usecases/command-context.ts';
import { decideUnmerge } from '../../../../src-main/replica/usecases/merge-persons.ts';
import { mergePersons } from '../../../../shared/domain/merge-persons.ts';
import { makeCase, makePerson, makeStep } from '../../../support/server/sample-documents.ts';

const step = makeStep('01890000-0000-7000-8000-0000000000aa');
const context = { step, area: '636200000', today: '2026-01-05' } as unknown as CommandContext;

test('a ring of merges that an earlier centre let in is undone at any of its records; a merge further on is undone first', () => {
  const people = [0, 1, 2].map(() => makePerson('636200000')) as [Person, Person, Person];
  const merged = (other: Person, keep: Person) => mergePersons({ keep, other, cases: [] }, [], step).other;
  const decide = (records: readonly Person[], at: number) => {
    const other = records[at]!;
    const person = (id: string) => records.find((one) => one.id === id);
    return decideUnmerge(other.id, { keep: person(other.mergedInto!), other, cases: [makeCase('636200000', other.mergedInto!, step.by)], person }, context);
  };
  const [a, b, c] = people;
  const ring = [merged(a, b), merged(b, c), merged(c, a)];
  for (const at of [0, 1, 2]) expect(decide(ring, at)).toMatchObject({ ok: true, value: [{}, { after: { id: people[at]!.id as PersonId, mergedInto: null } }] });
  const chain = [merged(a, b), merged(b, c), c];
  expect(decide(chain, 0)).toMatchObject({ ok: false, error: { rule: 'mergedFurther' } });
  expect(decide(chain, 1)).toMatchObject({ ok: true });
  // A ring that the record only leads into goes on being undone from its end.
  expect(decide([merged(a, b), merged(b, c), merged(c, b)], 0)).toMatchObject({ ok: false, error: { rule: 'mergedFurther' } });
});
