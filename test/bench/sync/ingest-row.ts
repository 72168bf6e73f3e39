import { textOf } from '../../../shared/base/bytes.ts';
import type { SyncReply } from '../../../shared/sync/messages.ts';
import { findParts } from '../../../shared/sync/parts.ts';
import { openCentre } from '../../../src-server/open-centre.ts';
import { TestDevice } from '../../support/server/test-device.ts';
import { makeEnrolCode } from '../../support/server/start-server.ts';
import { ulan, type Office } from './office.ts';
import { syncRow, type SyncRow } from './bench-row.ts';

const perEnvelope = 1000;

/** Entries a second that this PostgreSQL stores at best: the same texts (entry, document, item) into one bare table, a thousand a transaction, from two connections. */
const rawIngestRate = async (office: Office): Promise<number> => {
  const centre = await openCentre(office.server.database, () => undefined);
  if (!centre.ok) throw new Error(centre.error.type);
  const { pool, close } = centre.value.database;
  try {
    await pool.query('CREATE TABLE raw_ingest (id text PRIMARY KEY, entry text, body jsonb, item text)');
    const store = async (from: number) => {
      const people = Array.from({ length: perEnvelope }, (_, index) => office.people[(from + index) % office.people.length]!);
      const texts = people.map((person) => JSON.stringify(person)).join('\u001e');
      const ids = people.map((person, index) => `${person.id} ${from + index}`);
      await pool.query("INSERT INTO raw_ingest SELECT id, left(body, 400), body::jsonb, body FROM unnest($1::text[], string_to_array($2, chr(30))) AS n (id, body)", [ids, texts]);
    };
    const begun = performance.now();
    const most = 8 * perEnvelope;
    for (let from = 0; from + 2 * perEnvelope <= most; from += 2 * perEnvelope) await Promise.all([store(from), store(from + perEnvelope)]);
    return (most * 1000) / (performance.now() - begun);
  } finally {
    await pool.query('DROP TABLE IF EXISTS raw_ingest');
    await close();
  }
};

/** How many entries an answer says were taken in. */
const takenIn = (answer: Uint8Array): number =>
  (JSON.parse(textOf(findParts(answer)?.[0] ?? new Uint8Array())) as SyncReply).envelopes.flatMap(({ lines }) => lines).filter(({ r }) => r === 'applied' || r === 'merged').length;

/** Released edits of persons a second that the centre judges, stores and answers with receipts: one process, two devices at once, one PostgreSQL. */
export const ingestRow = async (office: Office, envelopes: number): Promise<SyncRow> => {
  const devices = await Promise.all([0, 1].map(async () => {
    const device = new TestDevice(office.server.url);
    await device.enrol(await makeEnrolCode(office.server, ulan));
    await device.openSession();
    return device;
  }));
  const rates: number[] = [];
  for (let round = 0; round < envelopes; round++) {
    const sealed = devices.map((device, which) => {
      const entries = Array.from({ length: perEnvelope }, (_, index) => device.write({
        collection: 'persons', document: office.people[(round * 2 * perEnvelope + which * perEnvelope + index) % office.people.length]!.id, base: 1,
        changes: { phone: `+7799${String(round * perEnvelope + index).padStart(7, '0')}` }, author: device.caseworker, hlc: `${(1_800_000_000_000 + round * 10_000 + index).toString(16).padStart(12, '0')}-0000`,
      }));
      return { device, entries, envelope: device.seal(entries) };
    });
    const begun = performance.now();
    const answers = await Promise.all(sealed.map(({ device, envelope }) => device.request(device.syncBody([envelope], 1024))));
    rates.push((2 * perEnvelope * 1000) / (performance.now() - begun));
    if (answers.some(({ status, bytes }) => status !== 200 || takenIn(bytes) !== perEnvelope)) throw new Error('not taken in');
  }
  return syncRow('server-ingest', 'entries/s', rates.slice(1), 5000, { atLeast: true, floor: await rawIngestRate(office), note: { devices: 2, perEnvelope } });
};
