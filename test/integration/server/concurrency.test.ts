import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { districts, makePerson } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import { makeDevice, writeApprovedCase, writeTransfer } from '../../support/server/test-office.ts';

let [server, second] = [undefined as unknown as TestServer, undefined as unknown as TestServer];
beforeAll(async () => {
  server = await startServer();
  second = await startServer({ database: server.database });
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

describe('many at once', () => {
  it('a reader that tails a stream misses none of 1,000 commits by ten writers through two servers', async () => {
    const writers = await Promise.all(Array.from({ length: 10 }, (_, index) => makeDevice(index % 2 === 0 ? server : second, districts.ulan)));
    const reader = await makeDevice(second, districts.ulan);
    const written: string[] = [];
    let writing = true;
    const tail = (async () => {
      while (writing) await reader.pullAll(); // takeFrame throws at a gap or a repeat.
      await reader.pullAll();
    })();
    await Promise.all(writers.map(async (writer) => {
      for (let count = 0; count < 100; count++) {
        const person = makePerson(districts.ulan);
        written.push(person.id);
        const lines = await writer.push([writer.write({ collection: 'persons', document: person.id, changes: person, author: writer.caseworker })]);
        if (lines[0]!.r !== 'applied') throw new Error(JSON.stringify(lines));
        writer.pulled = [];
      }
    }));
    writing = false;
    await tail;
    expect(reader.pulled.map((item) => item.i).sort()).toEqual(written.sort());
  });

  it('transfers both ways between two districts never lock one another for good', async () => {
    const pairs = await Promise.all([[districts.third, districts.zaisan], [districts.zaisan, districts.third]].map(async ([from, to]) => ({ device: await makeDevice(server, from!), to: to! })));
    const lines = await Promise.all(pairs.flatMap(({ device, to }) => {
      const cases = Array.from({ length: 5 }, () => writeApprovedCase(device));
      const envelope = (one: (typeof cases)[number]) => device.seal([...one.entries, writeTransfer(device, one.opened.id, to)]);
      return cases.map(async (one) => (await (await makeCarrier(device.certificate.area)).sync([envelope(one)])).sent[0]!.lines);
    }));
    expect(lines.flat().every((line) => line.r === 'applied')).toBe(true);
    expect(lines.flat()).toHaveLength(50);
  });

  it('one envelope that five carriers hand in at once is taken once, with one receipt', async () => {
    const author = await makeDevice(server, districts.ulan);
    const { entries, person } = writeApprovedCase(author);
    const envelope = author.seal(entries);
    const carriers = await Promise.all([server, second, server, second, server].map((through) => makeDevice(through, districts.ulan)));
    const sent = await Promise.all(carriers.map(async (carrier) => (await carrier.sync([envelope])).sent[0]!));
    author.check(envelope, entries, sent[0]!);
    for (const one of sent) expect(one).toEqual(sent[0]);
    await author.pullAll();
    expect(author.pulled.filter((item) => item.i === person.id)).toHaveLength(1);
  });

  it('two devices that change one person at once both get a result, and the later one sees the earlier', async () => {
    const [a, b] = [await makeDevice(server, districts.ulan), await makeDevice(second, districts.ulan)];
    const person = makePerson(districts.ulan);
    await a.push([a.write({ collection: 'persons', document: person.id, changes: person, author: a.caseworker })]);
    const results = await Promise.all([a, b].map((device, index) => device.push([device.write({ collection: 'persons', document: person.id, base: 1, changes: { [index === 0 ? 'phone' : 'house']: `${index}` }, author: device.caseworker })])));
    expect(results.flat().map((line) => line.r).sort()).toEqual(['applied', 'merged']);
    await a.pullAll();
    expect(a.pulled.findLast((item) => item.i === person.id)).toMatchObject({ v: 3, d: { phone: '0', house: '1' } });
  });
});

/** Envelopes travel by any device's connection: one each, so that they arrive at once. */
const makeCarrier = (area: string) => makeDevice(server, area);
