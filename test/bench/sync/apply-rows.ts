import { encodeColumnFrame } from '../../../shared/sync/encode-frame.ts';
import { streamName } from '../../../shared/sync/frame.ts';
import { applyPiece, ChunkItems } from '../../../src-main/replica/sync/apply-chunk.ts';
import { findDocument } from '../../../src-main/replica/store/documents.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { chunkItems } from '../../../src-server/pull/make-chunks.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { ulan, type Office } from './office.ts';
import { rawApplyRate } from './load-rows.ts';
import { syncRow, type SyncRow } from './bench-row.ts';
import { cleanHeap } from './clean-heap.ts';

/** Chunks in memory → validated, durable documents found by id, without a line between: what the laptop's own part of a first load can do. The thread that reads them works beside. */
export const applyRow = async (office: Office): Promise<SyncRow> => {
  cleanHeap();
  const laptop = await office.newLaptop();
  const { host } = laptop;
  const stream = streamName(ulan, 'registry');
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < office.people.length; from += chunkItems) {
    const people = office.people.slice(from, from + chunkItems);
    const items = people.map((person) => `{"k":"put","c":"persons","i":"${person.id}","v":1,"d":${JSON.stringify(person)}}`);
    chunks.push(encodeColumnFrame(nodeCrypto, { stream, epoch: 1, from, to: from + people.length, head: office.people.length, items: people.length }, items));
  }
  for await (const _ of host.decoder.decode(chunks[0]!)) if (_.ids.length === 0) throw new Error('nobody in a chunk'); // the thread has started
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const decoding = chunks.slice(0, 2).map((bytes) => host.decoder.decode(bytes));
  for (const [index, bytes] of chunks.entries()) {
    const items = new ChunkItems(host, bytes);
    for await (const frame of decoding[index]!) if (!applyPiece(host, items, frame).ok) throw new Error('a chunk was not applied');
    const next = chunks[index + 2];
    if (next) decoding.push(host.decoder.decode(next));
  }
  const rate = (office.people.length * 1000) / (performance.now() - begun);
  const { user, system } = process.cpuUsage(used);
  const raw = process.cpuUsage();
  const floor = rawApplyRate(office.people);
  const rawUsed = process.cpuUsage(raw);
  const found = findDocument(getOffice(host).replica, 'persons', office.people.at(-1)!.id);
  if (JSON.stringify(found) !== JSON.stringify(office.people.at(-1))) throw new Error('the last person is not as sent');
  await laptop.close();
  const perSecond = (microseconds: number) => Math.round((office.people.length * 1e6) / microseconds);
  return syncRow('apply', 'records/s', [rate], 40_000, { floor, atLeast: true, note: { perCpuSecond: perSecond(user + system), floorPerCpuSecond: perSecond(rawUsed.user + rawUsed.system) } });
};

/** What holds documents, or finds them: the tables of RxDB with their indexes, and those of the searches and figures. */
const ofDocuments = /^(sqlite_(autoindex_)?)?(rx_|name_|person_|case_figure|merged_person|search_gap|schema|sequence)/;

/** Bytes that the replica keeps for syncing alone against those of the documents: whatever table holds no document and finds none (versions, journal, receipts, cursors, sums, letters …), and what RxDB adds to each document. */
export const metadataRow = (laptop: Laptop): SyncRow => {
  const { db } = getOffice(laptop.host).replica;
  const sizes = new Map(db.list<{ name: string; size: number }>('SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name').map((row) => [row.name, row.size]));
  const sum = (match: (name: string) => boolean) => [...sizes].reduce((total, [name, size]) => (match(name) ? total + size : total), 0);
  const bodies = db.list<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'rx_[0-9]*'");
  const added = bodies.reduce((total, { name }) => total + (db.find<{ n: number }>(
    `SELECT sum(length(body) - length(json_remove(body, '$._meta', '$._rev', '$._attachments', '$._deleted'))) AS n FROM ${name}`)?.n ?? 0), 0);
  const metadata = sum((name) => !ofDocuments.test(name)) + added;
  const data = sum((name) => /^rx_\d+$/.test(name)) - added;
  return syncRow('metadata-share', 'share', [metadata / data], 0.1, { floor: 0, note: { metadataBytes: metadata, documentBytes: data } });
};
