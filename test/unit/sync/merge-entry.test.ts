import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBaseGiven, mergeEntry, type StoredDocument } from '../../../shared/sync/merge-entry.ts';
import { mergePolicy, policyOf } from '../../../shared/sync/merge-policy.ts';

type Input = Parameters<typeof mergeEntry>[1];
const entry = (device: string, number: number, changes: Record<string, unknown>, base = 0, more: Partial<Input> = {}): Input => ({ device, number, base, changes, collection: 'persons', hlc: `${number.toString(16).padStart(12, '0')}-0000`, ...more }) as Input;
const run = (start: StoredDocument | undefined, ...entries: Input[]): StoredDocument => entries.reduce<StoredDocument | undefined>((document, one) => {
  const merged = mergeEntry(document, one);
  if (!merged.ok) throw new Error(merged.error);
  return merged.value;
}, start)!;
const error = (document: StoredDocument | undefined, one: Input) => {
  const merged = mergeEntry(document, one);
  return merged.ok ? merged.value.result : merged.error;
};
const imported: StoredDocument = { version: 1, body: { phone: '0', iin: null, otherIds: [], id: 'x' }, fieldVersions: { fields: {}, writers: {} } };

describe('a base', () => {
  it('above the document’s version was given to nobody in this epoch, and may have been in one before', () => {
    const lost = 2 ** 20;
    expect([[1, 0, 1], [1, 1, 1], [7, 3, 1], [3, 9, 2], [3, lost, 2], [lost + 1, lost + 1, 2], [3, 2 * lost, 3]].map(([version, base, epoch]) => isBaseGiven(version!, base!, epoch!))).toEqual(Array(7).fill(true));
    expect([[1, 2, 1], [1, 1e9, 1], [3, lost + 1, 2], [lost + 1, lost + 2, 2], [3, 2 * lost + 1, 3]].map(([version, base, epoch]) => isBaseGiven(version!, base!, epoch!))).toEqual(Array(5).fill(false));
  });
});

describe('merging an entry', () => {
  it('makes a document from its first entry, and refuses a change of what is not there', () => {
    expect(run(undefined, entry('A', 1, { phone: '1' }))).toMatchObject({ version: 1, body: { phone: '1' } });
    expect(error(undefined, entry('A', 1, { phone: '1' }, 1))).toBe('unknownDocument');
  });

  it('applies what was made with knowledge of the centre, and the device’s own later entries on the same base', () => {
    const document = run(undefined, entry('A', 1, { id: 'x', phone: '1', iin: null }), entry('A', 2, { iin: '1' }), entry('A', 3, { iin: '2' }));
    expect(document).toMatchObject({ version: 3, body: { iin: '2' } });
    expect(error(document, entry('B', 1, { iin: '3' }, 3))).toBe('applied');
  });

  it('lets a person decide on what says who somebody is, and the clock on how to reach them', () => {
    const document = run(imported, entry('A', 5, { phone: 'a', iin: '1' }, 1));
    expect(error(document, entry('B', 6, { iin: '2' }, 1))).toBe('conflict');
    expect(error(document, entry('B', 6, { iin: '1' }, 1))).toBe('merged');
    expect(run(document, entry('B', 6, { phone: 'b' }, 1)).body['phone']).toBe('b');
    expect(run(document, entry('B', 4, { phone: 'b' }, 1))).toMatchObject({ version: 2, body: { phone: 'a' } });
    expect(error(document, entry('B', 6, { phone: 'b', iin: '2' }, 1)), 'whole or not at all').toBe('conflict');
  });

  it('takes what another laptop of the office had read for read, as far as it had read it', () => {
    const document = run(undefined, entry('A', 1, { id: 'x', iin: null }), entry('A', 2, { iin: '1' }), entry('A', 3, { iin: '2' }));
    expect(error(document, entry('B', 1, { iin: '3' }, 0, { heard: [['A', 3]] as never }))).toBe('applied');
    expect(error(document, entry('B', 1, { iin: '3' }, 0, { heard: [['A', 2]] as never }))).toBe('conflict');
    expect(error(document, entry('B', 1, { iin: '3' }, 0, { heard: [['C', 9]] as never }))).toBe('conflict');
    // What a third office changed in between nobody of them had read.
    expect(error(run(document, entry('C', 1, { iin: '4' }, 3)), entry('B', 1, { iin: '3' }, 0, { heard: [['A', 3]] as never }))).toBe('conflict');
  });

  it('finds no rival in a field that nobody has written, however little its author had read', () => {
    const document = run(imported, entry('A', 5, { phone: 'a' }, 1));
    // After a restore a laptop has read nothing of a document that it shows.
    expect(error(document, entry('B', 1, { ofANewerVersion: '1' }, 0))).toBe('merged');
    expect(run(document, entry('B', 1, { ofANewerVersion: '1' }, 0)).body['ofANewerVersion']).toBe('1');
    expect(error(run(document, entry('B', 1, { ofANewerVersion: '1' }, 0)), entry('C', 9, { ofANewerVersion: '2' }, 0))).toBe('conflict');
    // An older clock than that of whoever registered the person loses nothing.
    const registered = run(undefined, entry('A', 9, { id: 'x', phone: '1' }));
    expect(run(registered, entry('B', 1, { ofANewerVersion: '1' }, 0)).body['ofANewerVersion']).toBe('1');
  });

  it('keeps both sides of a set', () => {
    const document = run(imported, entry('A', 1, { otherIds: [{ kind: 'k', value: '1' }] }, 1), entry('B', 1, { otherIds: [{ value: '2', kind: 'k' }, { value: '1', kind: 'k' }] }, 1));
    expect(document.body['otherIds']).toEqual([{ kind: 'k', value: '1' }, { value: '2', kind: 'k' }]);
  });

  it('never changes what is fixed', () => {
    expect(error(imported, entry('A', 1, { id: 'y' }, 1))).toBe('immutable');
    expect(error(imported, entry('A', 1, { id: 'x' }, 1))).toBe('applied');
  });

  it('treats status and facts of a case as one: an approval covers only what was seen', () => {
    const one = { collection: 'cases' } as const;
    const document = run(undefined, entry('A', 1, { id: 'c', status: 'review', facts: { degree: 1 } }, 0, one), entry('A', 2, { facts: { degree: 2 } }, 0, one));
    expect(error(document, entry('B', 1, { status: 'approved' }, 1, one))).toBe('conflict');
    expect(error(document, entry('B', 1, { status: 'approved' }, 2, one))).toBe('applied');
  });

  it('leaves a field to the device’s own later entry that came first', () => {
    const document = run(imported, entry('A', 9, { phone: '9' }, 1));
    expect(run(document, entry('A', 8, { phone: '8', house: '8' }, 1)).body).toMatchObject({ phone: '9', house: '8' });
  });

  it('says that the own later word holds instead, and takes nothing out of a set by it', () => {
    const [k, l] = [{ kind: 'k', value: '1' }, { kind: 'l', value: '2' }];
    const document = run(imported, entry('A', 9, { phone: '9', otherIds: [k] }, 1));
    expect(mergeEntry(document, entry('A', 8, { phone: '8' }, 1))).toMatchObject({ value: { result: 'applied', passedOver: true, version: document.version } });
    expect(mergeEntry(document, entry('A', 8, { phone: '9' }, 1))).not.toHaveProperty('value.passedOver');
    const merged = mergeEntry(document, entry('A', 8, { otherIds: [l] }, 1));
    expect(merged).toMatchObject({ value: { result: 'applied', body: { otherIds: [k, l] } } });
    expect(merged).not.toHaveProperty('value.passedOver');
  });

  it('keeps what a colleague put into a set, though the author types on from what they had before they could read it', () => {
    const [k, l, m, n] = ['k', 'l', 'm', 'n'].map((kind) => ({ kind, value: '1' }));
    const both = run(imported, entry('B', 1, { otherIds: [k] }, 1), entry('A', 1, { otherIds: [l] }, 1));
    expect(both.body['otherIds']).toEqual([k, l]);
    const typedOn = mergeEntry(both, entry('A', 2, { otherIds: [l, m] }, 1));
    expect(typedOn).toMatchObject({ value: { result: 'merged', body: { otherIds: [k, l, m] } } });
    // Version 2 is B's: what A has of their own lies over it, and hides what is new in it.
    expect(run(both, entry('A', 2, { otherIds: [l, m] }, 2), entry('A', 3, { otherIds: [l, m, n] }, 2)).body['otherIds']).toEqual([k, l, m, n]);
    // Once the author has read both, they may take out what they like.
    const read = run(both, entry('A', 2, { otherIds: [m] }, 3));
    expect(read.body['otherIds']).toEqual([m]);
    expect(run(read, entry('A', 3, { otherIds: [n] }, 3)).body['otherIds']).toEqual([n]);
  });

  it('keeps it too where a colleague of the office types on from what the author told them', () => {
    const [k, l, m] = ['k', 'l', 'm'].map((kind) => ({ kind, value: '1' }));
    const both = run(imported, entry('B', 1, { otherIds: [k] }, 1), entry('A', 1, { otherIds: [l] }, 1));
    expect(run(both, entry('C', 1, { otherIds: [l, m] }, 1, { heard: [['A', 1]] } as never)).body['otherIds']).toEqual([k, l, m]);
  });

  it('ends at the same contacts in whatever order two offices arrive', () => {
    const change = fc.record({ phone: fc.string(), house: fc.string() }, { requiredKeys: [] });
    fc.assert(fc.property(fc.array(change, { maxLength: 4 }), fc.array(change, { maxLength: 4 }), (a, b) => {
      const [as, bs] = [a.map((changes, index) => entry('A', 2 * index + 1, changes, 1)), b.map((changes, index) => entry('B', 2 * index + 2, changes, 1))];
      expect(run(run(imported, ...as), ...bs).body).toEqual(run(run(imported, ...bs), ...as).body);
    }));
  });

  it('lets the later of two who say the same stand, so that one between them neither wins nor loses by arriving last', () => {
    const [a, b, c] = [entry('A', 5, { phone: 'a' }, 1), entry('B', 7, { phone: 'b' }, 1), entry('C', 9, { phone: 'a' }, 1)];
    for (const order of [[a, b, c], [a, c, b], [c, b, a], [b, c, a]]) expect(run(imported, ...order).body['phone']).toBe('a');
  });

  it('does not touch what it was given', () => {
    const frozen = structuredClone(imported);
    run(imported, entry('A', 1, { phone: 'x', otherIds: [1] }, 1));
    expect(imported).toEqual(frozen);
  });
});

describe('the merge policy', () => {
  it('gives a reason for every field', () => {
    for (const fields of Object.values(mergePolicy)) for (const policy of Object.values(fields)) expect(policy.why.length).toBeGreaterThan(5);
  });

  it('never lets a machine choose status, amounts, group, identity or what it does not know', () => {
    for (const [collection, field] of [['cases', 'status'], ['cases', 'facts'], ['cases', 'approved'], ['persons', 'contributions'], ['persons', 'disability'], ['persons', 'iin'], ['persons', 'toString'], ['persons', 'fieldOfTomorrow']] as const) expect(policyOf(collection, field).merge).toBe('decide');
  });
});
