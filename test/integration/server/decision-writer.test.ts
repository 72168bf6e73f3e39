import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Task } from '../../../shared/domain/task.ts';
import { outcomeOfSide } from '../../../shared/domain/task-outcome.ts';
import { districts, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice, writeApprovedCase } from '../../support/server/test-office.ts';

let server: TestServer;
beforeAll(async () => { server = await startServer(); });
afterAll(() => server.stop());

const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);
const newest = (device: TestDevice, id: string) => device.pulled.filter((item) => item.i === id).at(-1) as { v: number; d: Record<string, unknown> } | undefined;
const taskOf = async (device: TestDevice, document: string) => {
  await device.pullAll();
  const id = device.pulled.findLast((item) => item.k === 'put' && item.c.endsWith('Tasks') && item.d['document'] === document)!.i;
  return { version: newest(device, id)!.v, task: newest(device, id)!.d as unknown as Task };
};
const clock = (ms: number) => `${ms.toString(16).padStart(12, '0')}-0000`;
const t0 = Date.now() - 100_000;

/** a, b, c of one district; a and b dispute the household; b's word brings a telephone number of t0 + 10 s. */
const begin = async () => {
  const [a, b, c] = [await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan), await makeDevice(server, districts.ulan)];
  const { person, entries } = writeApprovedCase(a);
  await a.push(entries);
  for (const device of [a, b, c]) await device.pullAll();
  const write = (device: TestDevice, ms: number, changes: Record<string, unknown>, base = 1) => device.write({ collection: 'persons', document: person.id, base, author: device.caseworker, hlc: clock(t0 + ms), changes });
  expect(results(await a.push([write(a, 5000, { householdId: 'h-left' })]))).toEqual(['applied']);
  expect(results(await b.push([write(b, 10_000, { householdId: 'h-right', phone: '+77010000010' })]))).toEqual(['conflict']);
  const { version, task } = await taskOf(a, person.id);
  const decide = () => a.write({ collection: 'registryTasks', document: task.id, base: version, author: a.supervisor, hlc: clock(t0 + 50_000), changes: { status: 'resolved', resolution: { ...makeStep(a.supervisor), choice: 'right', values: outcomeOfSide(task, 'right')!, note: '' } } });
  const now = async () => { await c.pullAll(); return newest(c, person.id)!.d; };
  return { a, b, c, person, write, decide, now };
};

it('a word of the clock that waited in a dispute has the clock of when it was typed, not of the decision', async () => {
  const { a, c, write, decide, now } = await begin();
  expect(results(await a.push([decide()]))).toEqual(['applied']);
  expect((await now())['phone']).toBe('+77010000010');
  // Typed on a third laptop twenty seconds after the other, thirty before the decision.
  const line = await c.push([write(c, 30_000, { phone: '+77010000030' })]);
  expect([results(line), (await now())['phone']]).toEqual([['merged'], '+77010000030']);
});

it('what was typed later on the laptop that decided, and handed in after it, is not passed over for an earlier word of another', async () => {
  const { a, write, decide, now } = await begin();
  const typed = write(a, 30_000, { phone: '+77010000030' });
  expect(results(await a.push([decide()]))).toEqual(['applied']);
  const line = await a.push([typed]);
  expect([results(line), (await now())['phone']]).toEqual([['merged'], '+77010000030']);
});

it('who typed on without having read the outcome of a decision does not replace it, though it was made on the same laptop', async () => {
  const { a, person, write, decide } = await begin();
  // The version that this laptop has read: the document as it stood while the dispute was open.
  const read = newest(a, person.id)!.v;
  const [decision, typed] = [decide(), write(a, 60_000, { householdId: 'h-typed-on-left' }, read)];
  const lines = await a.push([decision, typed]);
  expect(results(lines)).toEqual(['applied', 'conflict']);
});
