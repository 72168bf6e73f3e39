import { decodeFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeFrame } from '../../../shared/sync/encode-frame.ts';
import { streamName } from '../../../shared/sync/frame.ts';
import { applyFrame } from '../../../src-main/replica/sync/apply-frame.ts';
import { getOffice } from '../../../src-main/replica/session/host-parts.ts';
import type { Laptop } from '../../support/replica/laptop.ts';
import { ulan, type Office } from './office.ts';
import { rawApplyRate } from './load-rows.ts';
import { syncRow, type SyncRow } from './bench-row.ts';

const perFrame = 1000;

/** Frames in memory → validated, durable documents, without a line between: what the laptop's own part of a first load can do. */
export const applyRow = async (office: Office): Promise<SyncRow> => {
  const { host } = await office.newLaptop();
  const stream = streamName(ulan, 'registry');
  const frames: Uint8Array[] = [];
  for (let from = 0; from < office.people.length; from += perFrame) {
    const people = office.people.slice(from, from + perFrame);
    const items = people.map((person) => `{"k":"put","c":"persons","i":"${person.id}","v":1,"d":${JSON.stringify(person)}}`);
    frames.push(encodeFrame(host.crypto, { stream, epoch: 1, from, to: from + people.length, head: office.people.length, items: people.length }, items));
  }
  const rates: number[] = [];
  for (const [index, bytes] of frames.entries()) {
    const begun = performance.now();
    const frame = decodeFrame(host.crypto, bytes);
    if (!frame.ok) throw new Error('frame');
    const applied = applyFrame(host, frame.value.header, frame.value.items);
    if (!applied.ok) throw new Error(applied.error.type);
    if (index > 0 || frames.length === 1) rates.push((frame.value.items.length * 1000) / (performance.now() - begun));
  }
  return syncRow('apply', 'records/s', rates, 40_000, { floor: rawApplyRate(office.people), atLeast: true });
};

/** Bytes that the replica keeps for syncing alone against those of the documents: versions, cursors, settings and what RxDB adds to each document. */
export const metadataRow = (laptop: Laptop): SyncRow => {
  const { db } = getOffice(laptop.host).replica;
  const sizes = new Map(db.list<{ name: string; size: number }>('SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name').map((row) => [row.name, row.size]));
  const sum = (match: (name: string) => boolean) => [...sizes].reduce((total, [name, size]) => (match(name) ? total + size : total), 0);
  const bodies = db.list<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'rx_[0-9]*'");
  const added = bodies.reduce((total, { name }) => total + (db.find<{ n: number }>(
    `SELECT sum(length(body) - length(json_remove(body, '$._meta', '$._rev', '$._attachments', '$._deleted'))) AS n FROM ${name}`)?.n ?? 0), 0);
  const metadata = sum((name) => /^(server_version|cursor|setting|receipt|journal)/.test(name)) + added;
  const data = sum((name) => /^rx_\d+$/.test(name)) - added;
  return syncRow('metadata-share', 'share', [metadata / data], 0.1, { note: { metadataBytes: metadata, documentBytes: data } });
};
