import { findBase64urlBytes } from '../../shared/base/base64url.ts';
import { utf8 } from '../../shared/base/bytes.ts';
import type { SyncCentre } from '../../src-server/centre.ts';
import { refusalStatus } from '../../src-server/http/refusal-status.ts';
import { answerCompare } from '../../src-server/session/answer-compare.ts';
import { answerLast } from '../../src-server/session/answer-last.ts';
import { answerSync } from '../../src-server/session/answer-sync.ts';
import { checkRequest } from '../../src-server/session/check-request.ts';
import { openSession } from '../../src-server/session/open-session.ts';
import { postgresStore } from '../../src-server/store/centre-store.ts';
import { inTransaction, type Database } from '../../src-server/store/db.ts';
import { insertDevice, putDeviceKinds, revokeDevice, type Device } from '../../src-server/store/devices.ts';
import { saveAreas, saveDocuments, type AreaDocument } from '../../src-server/store/documents.ts';
import { fillLeaves } from '../../src-server/store/migrations/0185-stream-sums.ts';
import { insertStaffKey, type StaffKey } from '../../src-server/store/staff.ts';
import type { Answer } from '../simulation/centre.ts';
import { poison } from '../simulation/memory-store.ts';
import type { Heard, Recorded } from './record-history.ts';

/** A value that this database refuses, though no check foresaw it, as the simulator's does. */
export const poisonTrigger = `
  CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.body::text LIKE '%${poison}%' THEN RAISE EXCEPTION 'unsupported Unicode' USING ERRCODE = '22P05'; END IF; RETURN NEW; END $$;
  CREATE TRIGGER refuse_poison BEFORE INSERT OR UPDATE ON document FOR EACH ROW EXECUTE FUNCTION refuse_poison();`;

/** Makes the database what the centre in memory was before the history. */
export const fillDatabase = async (database: Database, { before }: Recorded): Promise<void> => {
  const rows = <Row>(table: string) => [...(before.get(table) as ReadonlyMap<string, Row>)];
  await database.pool.query('TRUNCATE device, staff, staff_key, session, stream, stream_item, document, document_area, envelope, entry, manifest, quarantine, stream_leaf, stream_sum CASCADE');
  await inTransaction(database, async (db) => {
    for (const [, device] of rows<Device>('device')) {
      await insertDevice(db, device, '2026-01-01T00:00:00.000Z');
      await putDeviceKinds(db, device.id, device.kinds);
    }
    for (const [, row] of rows<StaffKey & { area: string }>('staffKey')) {
      await db.query('INSERT INTO staff (id, area, login, name) VALUES ($1, $2, $1, $3) ON CONFLICT DO NOTHING', [row.staff, row.area, row.name]);
      await insertStaffKey(db, row);
    }
    const areas = before.get('documentArea') as ReadonlyMap<string, readonly string[]>;
    const documents = rows<Omit<AreaDocument, 'areas'>>('document').map(([key, document]) => ({ ...document, areas: areas.get(key) ?? [], created: true }));
    await saveDocuments(db, documents);
    await saveAreas(db, documents);
    for (const [, stream] of rows<{ name: string; epoch: number; seq: number }>('stream')) await db.query('INSERT INTO stream (name, epoch, seq) VALUES ($1, $2, $3)', [stream.name, stream.epoch, stream.seq]);
    for (const [, item] of rows<Record<string, string>>('item')) {
      await db.query('INSERT INTO stream_item (stream, seq, kind, collection, document, version, item) VALUES ($1, $2, $3, $4, $5, $6, $7)', [item['stream'], item['seq'], item['kind'], item['collection'], item['document'], item['version'], item['item']]);
    }
    await db.query(fillLeaves);
  });
};

/** What a device asks within a session. Chunks are none of it: no history in here makes any. */
const answers: Readonly<Record<string, typeof answerSync>> = { sync: answerSync, compare: answerCompare };

/** Answers a recorded request over PostgreSQL, with the same clock and chance. */
export const answerAgain = async (database: Database, { centre }: Recorded, { sent, drawn, revoked }: Heard): Promise<Answer> => {
  for (const id of revoked) await revokeDevice(database.pool, id);
  const left = [...drawn];
  const draw = () => {
    if (left.length === 0) throw new Error('the centre drew more than it did in memory');
    return left.shift();
  };
  const here: SyncCentre = { ...centre, store: postgresStore(database), now: draw as SyncCentre['now'], milliseconds: draw as SyncCentre['milliseconds'], newId: draw as SyncCentre['newId'], newSecret: draw as SyncCentre['newSecret'] };
  const refusal = (code: string): Answer => ({ status: refusalStatus[code as keyof typeof refusalStatus], body: utf8(JSON.stringify({ refused: code })) });
  if (sent.route === 'session') {
    const opened = await openSession(here, sent.body, findBase64urlBytes(sent.headers['x-tirek-signature']!)!);
    return opened.ok ? { status: 200, body: utf8(JSON.stringify(opened.value)) } : refusal(opened.error);
  }
  if (sent.route === 'last') {
    const heard = await answerLast(here, sent.body, findBase64urlBytes(sent.headers['x-tirek-signature']!)!);
    return heard.ok ? { status: 200, body: heard.value } : refusal(heard.error);
  }
  const answerTo = answers[sent.route];
  if (!answerTo) return refusal('notFound');
  const device = await checkRequest(here, { session: sent.headers['x-tirek-session']!, number: sent.headers['x-tirek-number']!, signature: sent.headers['x-tirek-signature']! }, sent.body);
  if (!device.ok) return refusal(device.error);
  const answered = await answerTo(here, device.value, sent.body);
  return answered.ok ? { status: 200, body: answered.value } : refusal(answered.error);
};
