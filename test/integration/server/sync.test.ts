import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../shared/base/bytes.ts';
import { newKeyPair } from '../../../src-server/platform/crypto.ts';
import { districts, makeCase, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { runServerTool, startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';
import type { TestDevice } from '../../support/server/test-device.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());
const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const seen = async (device: TestDevice, id: string) => {
  await device.pullAll();
  return device.pulled.filter((item) => item.i === id);
};

describe('push and pull', () => {
  it('brings a released case to the other laptop of the district and to nobody else', async () => {
    const [a, b, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
    const { person, opened, entries } = writeApprovedCase(a);
    expect(results(await a.push(entries))).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(await seen(b, person.id)).toMatchObject([{ k: 'put', c: 'persons', v: 1, d: person }]);
    expect((await seen(b, opened.id)).at(-1)).toMatchObject({ k: 'put', c: 'cases', v: 3, d: { status: 'approved' } });
    expect(await seen(a, opened.id)).toHaveLength(1);
    expect([...(await seen(other, person.id)), ...(await seen(other, opened.id))]).toEqual([]);
  });

  it('brings a transferred case and its person to the other district, and leaves a trace without facts', async () => {
    const [a, b, other, third] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan), await makeDevice(server, districts.third)];
    const { person, opened, entries } = writeApprovedCase(a);
    await a.push(entries);
    expect(results(await a.push([writeTransfer(a, opened.id, districts.zaisan)]))).toEqual(['applied']);
    expect(await seen(other, person.id)).toMatchObject([{ k: 'put', d: person }]);
    expect(await seen(other, opened.id)).toMatchObject([{ k: 'put', v: 4, d: { district: districts.zaisan, transferred: { from: districts.ulan } } }]);
    const trace = (await seen(b, opened.id)).at(-1)!;
    expect(trace).toMatchObject({ k: 'moved', v: 4, to: districts.zaisan, by: a.supervisor, byName: 'Тест' });
    expect(JSON.stringify(trace)).not.toContain('facts');
    expect(await seen(third, opened.id)).toEqual([]);

    // The case is no longer theirs; the person is on both registers.
    expect(results(await a.push([a.write({ collection: 'cases', document: opened.id, changes: { facts: opened.facts }, author: a.caseworker })]))).toEqual(['wrongArea']);
    expect(results(await other.push([other.write({ collection: 'persons', document: person.id, base: 1, changes: { phone: '+77011111111' }, author: other.caseworker })]))).toEqual(['applied']);
    expect((await seen(a, person.id)).at(-1)).toMatchObject({ v: 2, d: { phone: '+77011111111' } });
    expect((await seen(a, opened.id)).at(-1)).toMatchObject({ k: 'moved' });
  });

  it('does the whole of it from one envelope, the office keeping what it did and the trace', async () => {
    const [a, b, other] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
    const { opened, entries } = writeApprovedCase(a);
    await a.push([...entries, writeTransfer(a, opened.id, districts.zaisan)]);
    expect((await seen(b, opened.id)).map((item) => item.k)).toEqual(['put', 'moved']);
    expect((await seen(other, opened.id)).map((item) => item.k)).toEqual(['put']);
  });

  it('returns the same receipt for the same envelope, and the same results for entries sealed anew', async () => {
    const a = await makeDevice(server, districts.ulan);
    const { entries, opened } = writeApprovedCase(a);
    const envelope = a.seal(entries);
    const [first, second] = [(await a.sync([envelope])).sent[0]!, (await a.sync([envelope, envelope])).sent];
    expect([second[0], second[1]]).toEqual([first, first]);
    a.check(envelope, entries, second[0]!);
    expect(results(await a.push(entries))).toEqual(['applied', 'applied', 'applied', 'applied']);
    const both = await Promise.all([a.push(entries.slice(0, 2)), a.push(entries.slice(1))].map((push) => push.catch(String)));
    expect(both.some(Array.isArray)).toBe(true);
    expect(await seen(a, opened.id)).toHaveLength(1);
  });

  it('keeps within the bytes asked for, always moves, and sends everything once', async () => {
    const [a, b] = [await makeDevice(server, districts.third), await makeDevice(server, districts.third)];
    const persons = Array.from({ length: 120 }, (_, index) => makePerson(districts.third, { street: `${v7()} ${index}` }));
    await a.push(persons.map((person) => a.write({ collection: 'persons', document: person.id, changes: person, author: a.caseworker })));
    let trips = 0;
    for (let more = true; more; trips++) {
      const pulled = await b.sync([], 2048);
      expect(pulled.frameBytes).toBeLessThanOrEqual(2048);
      more = pulled.more;
    }
    expect(trips).toBeGreaterThan(3);
    for (const person of persons) expect(b.pulled.filter((item) => item.i === person.id)).toHaveLength(1);
    b.cursors = b.cursors.map((cursor) => ({ ...cursor, epoch: cursor.epoch + 7 }));
    const before = b.pulled.length;
    await b.sync([], 16_000_000).catch(() => undefined);
    expect(b.pulled.length - before, 'an unknown epoch is read from the start').toBe(before);
    b.cursors = [{ ...b.cursors[0]!, stream: `${districts.ulan}/registry` as never, seq: 0 }];
    await b.pullAll();
    expect(b.pulled.some((item) => item.stream.startsWith(districts.ulan)), 'a cursor opens no stream').toBe(false);
  });
});

describe('what is put aside', () => {
  const one = async (change: (device: TestDevice) => { changes: Record<string, unknown>; document: string; collection: 'persons' | 'cases'; author?: string; base?: number }) => {
    const device = await makeDevice(server, districts.ulan);
    const entry = { author: device.caseworker, ...change(device) };
    const next = makePerson(districts.ulan);
    // Whatever becomes of it, the entry behind it is taken.
    const lines = await device.push([device.write(entry), device.write({ collection: 'persons', document: next.id, changes: next, author: device.caseworker })]);
    expect(lines[1]!.r).toBe('applied');
    expect((await device.sync()).more).toBe(false);
    return lines[0]!.why ?? lines[0]!.r;
  };
  const person = (change: Record<string, unknown> = {}) => () => {
    const made = makePerson(districts.ulan, change);
    return { collection: 'persons' as const, document: made.id, changes: { ...made } as Record<string, unknown> };
  };

  it.each([
    ['an invalid document', person({ birthDate: '1980-02-31' }), 'invalidDocument'],
    ['an unknown district', person({ district: '999999999' }), 'invalidDocument'],
    ['a real person in training', person({ synthetic: false }), 'invalidDocument'],
    ['a NUL in a text', person({ street: 'a\u0000b' }), 'malformed'],
    ['half a surrogate pair', person({ street: 'a\ud800b' }), 'malformed'],
    ['an unknown field, kept', person({ newerField: { a: [1] } }), 'applied'],
    ['a stranger as author', () => ({ ...person()(), author: v7() }), 'notAllowed'],
    ['another id than the document', () => ({ ...person()(), document: v7() }), 'invalidDocument'],
    ['a change of what the centre never had', () => ({ ...person()(), base: 3 }), 'unknownDocument'],
    ['a case of an unknown person', (device: TestDevice) => { const made = makeCase(districts.ulan, v7(), device.caseworker); return { collection: 'cases' as const, document: made.id, changes: { ...made } }; }, 'unknownDocument'],
  ])('%s', async (_name, change, expected) => expect(await one(change as never)).toBe(expected));

  it('an unreleased entry, until it is released', async () => {
    const a = await makeDevice(server, districts.ulan);
    const { entries } = writeApprovedCase(a);
    expect(results(await a.push(entries, []))).toEqual(Array(4).fill('notReleased'));
    expect(results(await a.push(entries, [a.manifest(entries, newKeyPair('Ed25519'))]))).toEqual(Array(4).fill('notReleased'));
    expect(results(await a.push(entries, [a.manifest(entries, a.staffKeys.caseworker, { signedBy: a.caseworker })]))).toEqual(Array(4).fill('notReleased'));
    expect(results(await a.push(entries, [a.manifest(entries, undefined, { district: districts.zaisan })]))).toEqual(Array(4).fill('notReleased'));
    expect(results(await a.push(entries.slice(0, 1), [a.manifest(entries)]))).toEqual(['applied']);
    expect(results(await a.push(entries.slice(1), []))).toEqual(['applied', 'applied', 'applied']);
  });

  it('other bytes under a number that is taken', async () => {
    const a = await makeDevice(server, districts.ulan);
    const { entries, person: made } = writeApprovedCase(a);
    await a.push(entries);
    const forged = a.write({ collection: 'persons', document: made.id, number: 1, changes: { phone: '1' }, author: a.caseworker });
    expect(results(await a.push([forged]))).toEqual(['wrongDevice']);
    expect(results(await a.push(entries))).toEqual(['applied', 'applied', 'applied', 'applied']);
  });

  it('junk instead of an entry, nested 100,000 deep or with a __proto__, with a receipt', async () => {
    const a = await makeDevice(server, districts.ulan);
    const sneaky = new TextDecoder().decode(writeApprovedCase(a).entries[0]!.bytes).replace('"changes":{', '"changes":{"__proto__":{},');
    const junk = [utf8(sneaky), utf8(''), utf8('null'), utf8(`{"a":${'['.repeat(100_000)}`), new Uint8Array(50).fill(255)].map((bytes, index) => ({ number: index + 1, bytes }));
    expect(results(await a.push(junk))).toEqual(Array(5).fill('malformed'));
  });

  it('what the author may not do', async () => {
    const a = await makeDevice(server, districts.ulan);
    const { opened, entries } = writeApprovedCase(a);
    const [caseworker, supervisor] = [a.caseworker, a.supervisor];
    await a.push(entries.slice(0, 2));
    const attempt = async (changes: Record<string, unknown>, author: string) => results(await a.push([a.write({ collection: 'cases', document: opened.id, base: (await seen(a, opened.id)).at(-1)!.v, changes, author })]))[0];
    expect(await attempt({ status: 'approved', approved: makeStep(caseworker) }, caseworker)).toBe('notAllowed');
    expect(await attempt({ status: 'approved', approved: makeStep(supervisor) }, supervisor)).toBe('notAllowed');
    expect(await attempt({ district: districts.zaisan, transferred: { ...makeStep(caseworker), from: districts.ulan, to: districts.zaisan, reason: '' } }, caseworker)).toBe('notAllowed');
    expect(await attempt({ personId: v7() }, caseworker)).toBe('notAllowed');
    expect(await attempt({ status: 'review', handedOver: makeStep(supervisor) }, caseworker)).toBe('notAllowed');
    expect(await attempt({ status: 'review', handedOver: makeStep(caseworker) }, caseworker)).toBe('applied');
    expect(await attempt({ status: 'approved', approved: makeStep(caseworker) }, supervisor)).toBe('notAllowed');
    expect(await attempt({ status: 'approved', approved: makeStep(supervisor) }, supervisor)).toBe('applied');
    expect(await attempt({ district: '999999999', transferred: { ...makeStep(supervisor), from: districts.ulan, to: '999999999', reason: '' } }, supervisor)).toBe('invalidDocument');
  });

  it("another district's person or case, by change, by case and by transfer", async () => {
    const [a, thief] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.zaisan)];
    const { person: made, opened, entries } = writeApprovedCase(a);
    await a.push(entries);
    const stolen = makeCase(districts.zaisan, made.id, thief.caseworker);
    expect(results(await thief.push([
      thief.write({ collection: 'persons', document: made.id, base: 1, changes: { phone: '1' }, author: thief.caseworker }),
      thief.write({ collection: 'cases', document: opened.id, base: 3, changes: { facts: opened.facts }, author: thief.caseworker }),
      thief.write({ collection: 'cases', document: stolen.id, changes: stolen, author: thief.caseworker }),
      writeTransfer(thief, opened.id, districts.zaisan, 3),
    ]))).toEqual(['wrongArea', 'wrongArea', 'wrongArea', 'wrongArea']);
    expect(await seen(thief, made.id)).toEqual([]);
  });

  it('a rival change of facts, and what was built on it, until the rival was seen', async () => {
    const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { opened, entries, person: made } = writeApprovedCase(a);
    await a.push(entries.slice(0, 2));
    const facts = (degreePercent: number) => ({ facts: { ...opened.facts, degreePercent } });
    const edit = (device: TestDevice, changes: Record<string, unknown>, base: number) => device.write({ collection: 'cases', document: opened.id, base, changes, author: device.caseworker });
    expect(results(await a.push([edit(a, facts(50), 1)]))).toEqual(['applied']);
    expect(results(await b.push([edit(b, facts(60), 1), edit(b, { status: 'review', handedOver: makeStep(b.caseworker) }, 1)]))).toEqual(['conflict', 'conflict']);
    // The rival's version is not enough: on the screen lay what was put aside. Its office is sent the case anew, under a version that says so.
    expect(results(await b.push([edit(b, facts(65), 2)]))).toEqual(['conflict']);
    const newest = async (): Promise<number> => (await seen(b, opened.id)).at(-1)!.v;
    // From a program that knows of disputes it joins its side of this one, whatever it has seen; an older one decides by writing anew.
    expect(results(await b.push([edit(b, facts(70), await newest())]))).toEqual(['conflict']);
    b.kinds = [];
    await b.openSession();
    const v = await newest();
    expect(results(await b.push([edit(b, facts(70), v)]))).toEqual(['applied']);
    expect((await seen(a, opened.id)).at(-1)).toMatchObject({ v: v + 1, d: { status: 'draft', facts: { degreePercent: 70 } } });
    // Contacts are settled by the clock, whoever comes first.
    const call = (device: TestDevice, phone: string, hlc: string) => device.write({ collection: 'persons', document: made.id, base: 1, changes: { phone }, author: device.caseworker, hlc });
    expect(results(await a.push([call(a, 'later', '00000fffffff-0000')]))).toEqual(['applied']);
    expect(results(await b.push([call(b, 'earlier', '00000ffffff0-0000')]))).toEqual(['merged']);
    expect((await seen(a, made.id)).at(-1)).toMatchObject({ d: { phone: 'later' } });
  });
});

describe('envelopes', () => {
  it('are refused one by one where they cannot be read, and those beside them are taken', async () => {
    const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { entries } = writeApprovedCase(a);
    const good = a.seal(entries);
    const damaged = good.slice();
    damaged[damaged.length - 1]! ^= 1;
    const foreign = { ...b.signKeys };
    Object.assign(b.signKeys, newKeyPair('Ed25519'));
    const unsigned = b.seal(writeApprovedCase(b).entries);
    Object.assign(b.signKeys, foreign);
    const { sent } = await b.sync([damaged, unsigned, good, utf8('junk')]);
    expect(sent.map((one) => one.refused)).toEqual(['malformed', 'badSignature', undefined, 'malformed']);
    a.check(good, entries, sent[2]!); // Carried by a colleague's laptop.
  });

  it('of a revoked device are kept for review and change nothing', async () => {
    const [lost, carrier] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
    const { person: made, entries } = writeApprovedCase(lost);
    const envelope = lost.seal(entries);
    await runServerTool(server, 'revoke-device', lost.certificate.device);
    const { sent } = await carrier.sync([envelope]);
    expect(results(sent[0]!.lines)).toEqual(Array(4).fill('notAllowed'));
    lost.check(envelope, entries, sent[0]!);
    expect(await seen(carrier, made.id)).toEqual([]);
  });

  it('with an unknown one before them are taken: a gap must not stop a queue', async () => {
    const a = await makeDevice(server, districts.ulan);
    a.seal(writeApprovedCase(a).entries);
    const later = writeApprovedCase(a).entries;
    expect(results(await a.push(later))).toEqual(['applied', 'applied', 'applied', 'applied']);
  });
});
