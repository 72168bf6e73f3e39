import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Person } from '../../../shared/domain/person.ts';
import { isPlainlyPerson } from '../../../shared/domain/plainly-person.ts';
import { makePeople } from '../../bench/sync/people.ts';

const { people } = makePeople('636200000', 300);

test('made-up people are plainly people', () => {
  expect(people.filter((person) => !isPlainlyPerson(person))).toEqual([]);
});

test('whatever is plainly a person, the schema accepts without changing it', () => {
  const odd = fc.oneof(fc.constantFrom<unknown>(null, '', ' ', 'a ', '\ufeffа', '2001-02-30', '2001-02-28', -1, 1.5, 2 ** 53, true, [], {}, [null], 'x'.repeat(200), [{ kind: 1 }], { group: 4, cause: 'x', since: 'y' }, [{ year: 1, months: 13, income: 0, amount: 0 }]), fc.anything());
  const fields = Object.keys(Person.shape);
  let plainly = 0;
  fc.assert(fc.property(fc.constantFrom(...people), fc.constantFrom(...fields), odd, fc.boolean(), (person, field, value, without) => {
    const changed: Record<string, unknown> = { ...person, [field]: value };
    if (without) delete changed[field];
    if (!isPlainlyPerson(changed)) return;
    plainly += 1;
    const parsed = Person.safeParse(changed);
    expect(parsed.success && parsed.data).toEqual(changed);
  }), { numRuns: 5000 });
  expect(plainly).toBeGreaterThan(20);
});
