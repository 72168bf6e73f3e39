import type { CryptoPort } from '../../shared/sync/crypto-port.ts';
import { decodeFrame } from '../../shared/sync/decode-frame.ts';
import { findParts } from '../../shared/sync/parts.ts';
import type { Database } from '../../src-server/store/db.ts';
import type { Answer } from '../simulation/centre.ts';
import { textOf } from '../simulation/model/shapes.ts';
import type { Recorded } from './record-history.ts';

const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;

/** What a comparison answers: the items of a frame one by one, all else byte by byte. */
const comparisonOf = (crypto: CryptoPort, body: Uint8Array): string => {
  const frame = decodeFrame(crypto, body);
  return frame.ok ? [textOf(frame.value.header), ...frame.value.items.map(textOf)].join('\n') : Buffer.from(body).toString('hex');
};

/** What an answer says, however its JSON is spaced and its frames are cut: receipts byte by byte, items one by one. */
export const meaningOf = (crypto: CryptoPort, route: string, answer: Answer | undefined): string => {
  if (answer?.status === 200 && route === 'last') return findParts(answer.body)!.map((part, at) => (at === 0 ? textOf(json(part)) : Buffer.from(part).toString('hex'))).join('\n');
  if (answer?.status === 200 && route === 'compare') return comparisonOf(crypto, answer.body);
  if (!answer || answer.status !== 200 || route !== 'sync') return `${answer?.status} ${answer && textOf(json(answer.body))}`;
  const [head, ...rest] = findParts(answer.body)!;
  const { frames, ...reply } = json(head!);
  const receipts = rest.slice(0, rest.length - Number(frames)).map((part) => Buffer.from(part).toString('hex'));
  const items = rest.slice(rest.length - Number(frames)).flatMap((part) => {
    const frame = decodeFrame(crypto, part);
    if (!frame.ok) return ['a bad frame'];
    return frame.value.items.map((item, at) => `${frame.value.header.stream}:${frame.value.header.epoch}:${frame.value.header.from + at + 1} ${textOf(item)}`);
  });
  return [textOf(reply), ...receipts, ...items].join('\n');
};

const listOf = (names: unknown) => ((names ?? []) as readonly string[]).join();
const hex = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString('hex');

/** The centre's tables in the end, as lines that must be the same in memory and in PostgreSQL. */
export const memoryLines = ({ after }: Recorded): string[] => {
  const rows = (table: string) => [...(after.get(table) as ReadonlyMap<string, Record<string, unknown>>)];
  return [
    ...rows('device').map(([key, one]) => `device ${key} revoked ${String(one['revoked'])} reads ${listOf(one['kinds'])} takes ${listOf(after.get('takes')!.get(key))}`),
    ...rows('document').map(([key, one]) => `document ${key} v${String(one['version'])} ${textOf(one['body'])} ${textOf(one['fieldVersions'])}`),
    ...rows('documentArea').map(([key, areas]) => `areas ${key} ${[...(areas as unknown as string[])].sort().join()}`),
    ...rows('stream').map(([key, one]) => `stream ${key} ${String(one['epoch'])}:${String(one['seq'])}`),
    ...rows('item').map(([key, one]) => `item ${key} ${textOf(JSON.parse(one['item'] as string))}`),
    ...rows('entry').map(([key, one]) => `entry ${key} ${hex(one['hash'])} ${String(one['result'])} ${String(one['why'])} v${String(one['version'])}`),
    ...rows('quarantine').map(([, one]) => `quarantine ${String(one['device'])}/${String(one['number'])} ${hex(one['hash'])} ${String(one['why'])}`),
    `${rows('envelope').length} envelopes, ${rows('manifest').length} manifests`,
  ].sort();
};

export const postgresLines = async ({ pool }: Database): Promise<string[]> => {
  const rows = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;
  const [counts] = await rows('SELECT (SELECT count(*) FROM envelope) AS envelopes, (SELECT count(*) FROM manifest) AS manifests');
  return [
    ...(await rows('SELECT id, revoked, kinds, takes FROM device')).map((one) => `device ${String(one['id'])} revoked ${String(one['revoked'])} reads ${listOf(one['kinds'])} takes ${listOf(one['takes'])}`),
    ...(await rows('SELECT * FROM document')).map((one) => `document ${String(one['collection'])}/${String(one['id'])} v${String(one['version'])} ${textOf(one['body'])} ${textOf(one['field_versions'])}`),
    ...(await rows("SELECT collection || '/' || document AS key, array_agg(area ORDER BY area) AS areas FROM document_area GROUP BY 1")).map((one) => `areas ${String(one['key'])} ${(one['areas'] as string[]).join()}`),
    ...(await rows('SELECT * FROM stream')).map((one) => `stream ${String(one['name'])} ${String(one['epoch'])}:${String(one['seq'])}`),
    ...(await rows('SELECT * FROM stream_item')).map((one) => `item ${String(one['stream'])}#${String(one['seq'])} ${textOf(JSON.parse(one['item'] as string))}`),
    ...(await rows('SELECT * FROM entry')).map((one) => `entry ${String(one['device'])}/${String(one['number'])} ${hex(one['hash'])} ${String(one['result'])} ${String(one['why'])} v${String(one['version'])}`),
    ...(await rows('SELECT * FROM quarantine')).map((one) => `quarantine ${String(one['device'])}/${String(one['number'])} ${hex(one['hash'])} ${String(one['why'])}`),
    `${String(counts!['envelopes'])} envelopes, ${String(counts!['manifests'])} manifests`,
  ].sort();
};
