import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toBase64url } from '../../../shared/base/base64url.ts';
import { utf8 } from '../../../shared/base/bytes.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import { addDays } from '../../../shared/base/date-steps.ts';
import { instantOf } from '../../../shared/base/instant.ts';
import { signedMessage } from '../../../shared/sync/signed-message.ts';
import { readDistricts } from '../../../src-server/open-centre.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { makeCase, makePerson, makeStep } from '../../support/server/sample-documents.ts';
import { startServer, type TestServer } from '../../support/server/start-server.ts';
import type { TestDevice } from '../../support/server/test-device.ts';
import { makeDevice } from '../../support/server/test-office.ts';

// An office of one: its supervisor takes the cases herself. Whoever is the caseworker here stands for the person that an order appoints.
let server: TestServer;
let office: TestDevice;
/** A district for each test: an order holds for all who come after. */
const areas = [...readDistricts()];
let area = '';
const moment = Date.now();
const hlcAt = (milliseconds: number) => `${milliseconds.toString(16).padStart(12, '0')}-0000`;
const today = officeDay(instantOf(moment));
const results = (lines: readonly { r: string; why?: string | undefined }[]) => lines.map((line) => line.why ?? line.r);

beforeAll(async () => { server = await startServer(); });
beforeEach(async () => {
  area = areas.pop()!;
  office = await makeDevice(server, area, { staff: [{ login: 'caseworker', name: 'Тест', roles: ['caseworker'] }, { login: 'supervisor', name: 'Тест', roles: ['supervisor', 'caseworker'] }] });
});
afterAll(() => server.stop());

type Signer = 'supervisor' | 'caseworker';
const order = (days: readonly [number, number] = [-1, 5], signer: Signer = 'supervisor', change: object = {}, key: Signer = signer) => {
  const bytes = utf8(canonicalJson({ v: 1, kind: 'appoint', order: v7(), district: area, number: '3', dated: today, staff: office.caseworker, staffName: 'Тест', from: addDays(today, days[0]), to: addDays(today, days[1]), by: office[signer], byName: 'Тест', at: instantOf(moment), ...change }));
  return { bytes: toBase64url(bytes), signature: toBase64url(nodeCrypto.sign(office.staffKeys[key].privateKey, signedMessage('order', bytes))) };
};
/** A case that `opener` took and handed over, approved by the person whom the order appoints, at `time`. */
const entriesOf = (opener: Signer, time = moment) => {
  const [by, approver] = [office[opener], office.caseworker];
  const person = makePerson(area);
  const opened = makeCase(area, person.id, by);
  const write = (collection: 'persons' | 'cases', document: string, changes: Record<string, unknown>, author: string) => office.write({ collection, document, changes, author, hlc: hlcAt(time) });
  return [
    write('persons', person.id, person, by), write('cases', opened.id, opened, by), write('cases', opened.id, { status: 'review', handedOver: makeStep(by) }, by),
    write('cases', opened.id, { status: 'approved', approved: makeStep(approver) }, approver),
  ];
};
/** What the centre says of the four entries, released by the appointed person with these orders. */
const release = async (entries: ReturnType<typeof entriesOf>, orders: readonly ReturnType<typeof order>[], signedAt = moment) =>
  results(await office.push(entries, [office.manifest(entries, office.staffKeys.caseworker, { signedBy: office.caseworker, signedAt: instantOf(signedAt), ...(orders.length > 0 ? { orders } : {}) })]));

const taken = ['applied', 'applied', 'applied', 'applied'];
const unreleased = ['notReleased', 'notReleased', 'notReleased', 'notReleased'];

it('a batch of somebody whom no order names releases nothing; with the order of the supervisor it releases others’ work', async () => {
  const entries = entriesOf('supervisor');
  expect(await release(entries, [])).toEqual(unreleased);
  expect(await release(entries, [order()])).toEqual(taken);
  // It is known from then on, and needs not be said again.
  expect(await release(entriesOf('supervisor'), [])).toEqual(taken);
});

it('four eyes hold under an order too', async () => {
  expect(await release(entriesOf('caseworker'), [order()])).toEqual(['applied', 'applied', 'applied', 'notAllowed']);
});

it('outside its term, and from its end on, an order gives nothing', async () => {
  const day = 86_400_000;
  expect(await release(entriesOf('supervisor'), [order([-9, -3])])).toEqual(unreleased);
  expect(await release(entriesOf('supervisor'), [order([3, 9])])).toEqual(unreleased);
  expect(await release(entriesOf('supervisor', moment + 30 * day), [order()], moment + 30 * day)).toEqual(unreleased);
  // Signed within the term, by a clock after it: nothing is written after it was released, so the clock was ahead.
  expect(await release(entriesOf('supervisor', moment + 30 * day), [order()])).toEqual(['applied', 'applied', 'applied', 'applied']);
  const fresh = entriesOf('supervisor');
  const { order: id } = JSON.parse(Buffer.from(order().bytes, 'base64url').toString()) as { order: string };
  const [appoints, ends] = [order([-1, 5], 'supervisor', { order: id }), order([-1, 5], 'supervisor', { order: id, kind: 'end', at: instantOf(moment - day) })];
  expect(await release(fresh, [appoints, ends], moment + 30 * day)).toEqual(unreleased);
});

it('nobody appoints but a supervisor of the district: not oneself, not a caseworker, not whoever acts under an order, not another’s key', async () => {
  for (const bad of [order([-1, 5], 'caseworker'), order([-1, 5], 'supervisor', {}, 'caseworker'), order([-1, 5], 'supervisor', { district: areas[0] }), order([-1, 5], 'supervisor', { by: null })])
    expect(await release(entriesOf('supervisor'), [bad])).toEqual(unreleased);
  const more = order([-1, 5], 'caseworker', { staff: office.supervisor });
  expect(await release(entriesOf('supervisor'), [order(), more])).toEqual(taken);
  const reply = await office.openSession({ orders: { after: 0, say: [more] } });
  expect('orders' in reply && reply.orders?.said.every(({ bytes }) => bytes !== more.bytes)).toBe(true);
});

it('says the orders of the district once, under its own signature, to a laptop that asks, and nothing to one that does not', async () => {
  const made = order();
  const first = await office.openSession({ orders: { after: 0, say: [made] } });
  if (!('orders' in first) || !first.orders) throw new Error('no orders');
  const said = first.orders.said.find(({ bytes }) => bytes === made.bytes)!;
  const centreKey = Buffer.from(office.certificate.serverSignKey, 'base64url');
  expect(nodeCrypto.verify(centreKey, signedMessage('order', Buffer.from(said.bytes, 'base64url')), Buffer.from(said.signature, 'base64url'))).toBe(true);
  expect(await office.openSession({ orders: { after: first.orders.last, say: [] } })).toMatchObject({ orders: { last: first.orders.last, said: [] } });
  // Whoever says a number that was never given does not pass over the next.
  expect(await office.openSession({ orders: { after: Number.MAX_SAFE_INTEGER, say: [] } })).toMatchObject({ orders: { last: first.orders.last, said: [] } });
  expect(await office.openSession()).not.toHaveProperty('orders');
  const away = await makeDevice(server, areas[0]!);
  expect(await away.openSession({ orders: { after: 0, say: [made] } })).toMatchObject({ orders: { said: [] } });
});
