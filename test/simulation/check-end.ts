import { createHash } from 'node:crypto';
import type { SqlParameter } from '../../src-main/replica/store/db.ts';
import type { EntryRow } from '../../src-server/store/entries.ts';
import type { AreaDocument } from '../../src-server/store/documents.ts';
import type { Laptop } from './laptop.ts';
import { isTaskKey, tasksOf } from './model/reference-tasks.ts';
import { same, textOf, type Fields } from './model/shapes.ts';
import { streamOf } from './model/reference.ts';
import { proves } from './model/reference-receipt.ts';
import type { World } from './world.ts';

type Row = { readonly number: number; readonly hash: Uint8Array; readonly previous: Uint8Array; readonly bytes: Uint8Array; readonly receipt: number | null; readonly result: string | null };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The journal is all there, in one chain, and every released entry has its verdict, proved by a receipt. */
const checkJournal = (world: World, laptop: Laptop, list: <R>(sql: string, ...parameters: SqlParameter[]) => R[]): void => {
  const { reference } = world;
  const { id } = laptop.identity;
  // One that erased itself stays so, though a restore has forgotten why.
  const revoked = reference.device(id).revoked || laptop.isErased();
  const rows = list<Row>('SELECT number, hash, previous, bytes, receipt, result FROM journal ORDER BY number');
  const written = reference.entriesOf(id);
  if (rows.length < written.length) reference.fault('lost', `${id}: ${rows.length} of ${written.length} entries are left`);
  if (rows.length > written.length) reference.fault('duplicated', `${id}: ${rows.length} entries, ${written.length} were written`);
  let previous = '00'.repeat(32);
  for (const [index, row] of rows.entries()) {
    const entry = written[index];
    if (!entry || entry.hash !== hex(row.hash) || createHash('sha256').update(row.bytes).digest('hex') !== entry.hash) reference.fault('lost', `${id}#${row.number} is not what was acknowledged`);
    if (hex(row.previous) !== previous) reference.fault('lost', `${id}#${row.number}: the chain is broken`);
    previous = hex(row.hash);
    const known = reference.centre().known.get(`${id}/${row.number}`);
    // A laptop that was revoked after a restore never hears of it: it keeps work and receipt, and nobody asks for them.
    if (row.receipt !== null && !known && !(revoked && reference.centre().epoch > 1)) reference.fault('lost', `${id}#${row.number} has a receipt, and the centre does not know it`);
    if (row.receipt !== null && known && row.result !== known.line.result && known.line.why !== 'notReleased' && !(revoked && reference.centre().epoch > 1)) reference.fault('mismatched', `${id}#${row.number}: noted as ${row.result}, was ${known.line.result}`);
    if (entry && entry.released !== 'no' && row.receipt === null && !revoked) reference.fault('wedged', `${id}#${row.number} is released and has no receipt`);
    // What was revoked hands in everything, for review.
    if (entry?.released === 'no' && known && known.line.why !== 'notReleased' && !revoked) reference.fault('mismatched', `${id}#${row.number} was never released`);
  }
  for (const receipt of list<{ id: number; bytes: Uint8Array; signature: Uint8Array }>('SELECT id, bytes, signature FROM receipt')) {
    const [setting] = list<{ value: string }>('SELECT value FROM setting WHERE name = ?', `receipt.${receipt.id}.lines`);
    const lines = JSON.parse(setting?.value ?? '[]') as { n: number; r: string; why?: string }[];
    const hashes = lines.map((line) => new Uint8Array(rows[line.n - 1]?.hash ?? []));
    const signed = world.crypto.verify(world.centre.centre().keys.sign.publicKey, new Uint8Array(Buffer.concat([Buffer.from('tirek/receipt/1'), receipt.bytes])), new Uint8Array(receipt.signature));
    if (!signed || !proves(receipt.bytes, id, lines, hashes)) reference.fault('lost', `${id}: receipt ${receipt.id} proves nothing`);
  }
};

const without = (document: Fields | undefined, key: string): Fields | undefined => (document && key in document ? Object.fromEntries(Object.entries(document).filter(([field]) => field !== key)) : document);

/** What the laptop shows is what the centre sent last, with its own unanswered work on top. */
const checkView = ({ reference }: World, laptop: Laptop, list: <R>(sql: string, ...parameters: SqlParameter[]) => R[]): void => {
  const { id, area } = laptop.identity;
  const settled = list<{ number: number; key: string }>("SELECT number, collection || '/' || document AS key FROM journal WHERE settled = 1");
  for (const { number, key } of settled) {
    const isMoved = reference.hasMoved(area, key, reference.entriesOf(id)[number - 1]?.base ?? 0);
    // A decision that came too late is laid over nothing.
    const isLate = isTaskKey(key) && reference.centre().known.get(`${id}/${number}`)?.line.result !== 'applied';
    if (!isMoved && !isLate && !reference.wasDecided(id, number)) reference.fault('lost', `${id}#${number} of ${key} has ended, and nobody decided about it, nor did it move`);
  }
  const done = new Set(settled.map((row) => row.number));
  if (reference.device(id).readsDisputes) for (const { task } of tasksOf(reference.centre())) if (task.status === 'resolved' && task.right.device === id) for (const number of task.right.entries) if (!done.has(number)) reference.fault('diverged', `${id}#${number} was decided, and still lies over its document`);
  const shown = new Map<string, Fields>();
  for (const { shelf, id: found, body } of list<{ shelf: string; id: string; body: string }>("SELECT shelf, id, body FROM memory_papers WHERE deleted = 0 AND shelf LIKE '%Tasks'")) {
    const { shelf: _, ...document } = JSON.parse(body) as Fields;
    shown.set(`${shelf}/${found}`, document);
  }
  for (const collection of ['persons', 'cases', 'batches']) for (const row of list<{ id: string; body: string }>(`SELECT id, body FROM memory_${collection} WHERE deleted = 0`)) shown.set(`${collection}/${row.id}`, JSON.parse(row.body) as Fields);
  for (const sensitivity of ['registry', 'casework']) {
    const stream = `${area}/${sensitivity}`;
    const [cursor] = list<{ seq: number; epoch: number }>('SELECT epoch, seq FROM cursor WHERE stream = ?', stream);
    const head = reference.headOf(stream);
    if (head > 0 && (cursor?.seq !== head || cursor.epoch !== reference.centre().epoch)) reference.fault('wedged', `${id}: ${stream} read up to ${cursor?.epoch}:${cursor?.seq} of ${reference.centre().epoch}:${head}`);
  }
  const keys = new Set([...shown.keys(), ...reference.endOf(`${area}/registry`).keys(), ...reference.endOf(`${area}/casework`).keys()]);
  for (const key of keys) {
    const expected = reference.viewOf(id, key, done);
    const actual = shown.get(key);
    if (isTaskKey(key) && actual && !reference.device(id).readsDisputes) reference.fault('diverged', `${id} was sent ${key}, which its program cannot read`);
    if (isTaskKey(key) && !actual && (reference.isUnread(id, key) || !reference.device(id).readsDisputes)) continue;
    if (expected === 'moved' && isTaskKey(key)) {
      if (actual) reference.fault('diverged', `${id} still has the dispute ${key}, which moved`);
    } else if (expected === 'moved' && key.startsWith('persons/')) {
      // Written by somebody who knew that the person had left, it is put aside and stays on their own screen.
      const since = reference.entriesOf(id).filter((entry) => `${entry.collection}/${entry.document}` === key && !reference.hasMoved(area, key, entry.base));
      const isTyped = (field: string) => since.some((entry) => field in entry.changes);
      if (actual ? (actual['phone'] !== '' && !isTyped('phone')) || (actual['iin'] !== null && !isTyped('iin')) : reference.wasPut(area, key)) reference.fault('diverged', `${id}: facts of ${key}, who left: ${textOf(actual)}`);
    } else if (expected === 'moved') {
      if (actual ? actual['status'] !== 'transferredAway' || (actual['facts'] as Fields)['note'] !== '' : reference.wasPut(area, key)) reference.fault('diverged', `${id}: no trace of ${key}, which moved: ${textOf(actual)}`);
    } else if (expected === undefined) {
      if (actual && !reference.isGhost(streamOf(area, key), key)) reference.fault('diverged', `${id} shows ${key}, which nobody gave it`);
    } else if (!same(actual, expected) && !(reference.isGhost(streamOf(area, key), key) && !reference.endOf(streamOf(area, key)).has(key))) {
      reference.fault('diverged', `${id} shows of ${key}\n    ${textOf(without(actual, 'id'))}, should be\n    ${textOf(without(expected, 'id'))}`);
    }
  }
};

/** The centre holds what the model holds, each entry once. */
const checkCentre = ({ reference, centre }: World): void => {
  const documents = centre.tables.rows<AreaDocument>('document');
  for (const [key, document] of reference.centre().documents) {
    const held = documents.get(key);
    if (!held || held.version !== document.version || !same(held.body, document.body)) reference.fault(held ? 'diverged' : 'lost', `the centre has ${key} v${held?.version ?? 'none'}, should be v${document.version}`);
    if (!same([...(centre.tables.rows<string[]>('documentArea').get(key) ?? [])].sort(), [...document.areas].sort())) reference.fault('diverged', `the centre holds ${key} in the wrong areas`);
  }
  for (const key of documents.keys()) if (!reference.centre().documents.has(key)) reference.fault('duplicated', `the centre has ${key}, which nobody sent`);
  const entries = centre.tables.rows<EntryRow>('entry');
  for (const [key, { line }] of reference.centre().known) {
    const row = entries.get(key);
    if (!row) reference.fault('lost', `the centre has lost entry ${key}`);
    else if (row.result !== line.result || (row.why ?? '') !== (line.why ?? '')) reference.fault('mismatched', `the centre keeps ${row.result} ${row.why} for ${key}`);
  }
  for (const [key, { line }] of reference.centre().known) {
    const [device, number] = key.split('/') as [string, string];
    if (line.why === 'conflict' && !tasksOf(reference.centre()).some(({ task }) => task.right.device === device && task.right.entries.includes(Number(number)))) reference.fault('lost', `nobody is asked about entry ${key}, which only a person may decide`);
  }
  if (entries.size !== reference.centre().known.size) reference.fault('duplicated', `the centre has ${entries.size} entries, the model ${reference.centre().known.size}`);
};

/** Everything that must hold once the faults have ended and everybody has synced twice. `endings`: how each one's last sync ended. */
export const checkEnd = (world: World, endings: ReadonlyMap<string, string>): void => {
  checkCentre(world);
  for (const laptop of world.laptops) {
    const { id } = laptop.identity;
    const list = <R>(sql: string, ...parameters: SqlParameter[]) => laptop.db().list<R>(sql, ...parameters);
    checkJournal(world, laptop, list);
    if (world.reference.device(id).revoked || laptop.isErased()) continue;
    const ended = endings.get(id);
    if (ended !== 'done') world.reference.fault('wedged', `${id}: the last sync ended as ${ended}`);
    checkView(world, laptop, list);
  }
};
