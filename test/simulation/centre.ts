import { toBase64url, findBase64urlBytes } from '../../shared/base/base64url.ts';
import { concatBytes, textOf, utf8 } from '../../shared/base/bytes.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { CryptoPort, KeyPair } from '../../shared/sync/crypto-port.ts';
import type { SyncCentre } from '../../src-server/centre.ts';
import { refusalStatus } from '../../src-server/http/refusal-status.ts';
import { makeChunks } from '../../src-server/pull/make-chunks.ts';
import { answerChunk } from '../../src-server/session/answer-chunk.ts';
import { answerCompare } from '../../src-server/session/answer-compare.ts';
import { createLinkAnswers } from '../../src-server/session/answer-link.ts';
import { answerLast } from '../../src-server/session/answer-last.ts';
import { answerSync } from '../../src-server/session/answer-sync.ts';
import { checkRequest } from '../../src-server/session/check-request.ts';
import { openSession } from '../../src-server/session/open-session.ts';
import type { CentreStore } from '../../src-server/store/centre-store.ts';
import type { Device } from '../../src-server/store/devices.ts';
import type { EnvelopeRow } from '../../src-server/store/envelopes.ts';
import type { Chance } from './chance.ts';
import { SimulatedCrash } from './crash.ts';
import { createMemoryStore, type KeptItem } from './memory-store.ts';
import { createMemoryTables, type MemoryTables } from './memory-tables.ts';
import type { Reference, ReferenceBackup } from './model/reference.ts';

export type Answer = { readonly status: number; readonly body: Uint8Array };
export type Sent = { readonly route: string; readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> };
type World = { readonly reference: Reference; readonly crypto: CryptoPort; readonly keys: { sign: KeyPair; read: KeyPair }; readonly districts: ReadonlySet<string>; readonly chance: Chance; readonly now: () => number; readonly pageItems: number };

/** Who is so far behind is offered chunks, where there are any. */
const farBehind = 3;

const itemOf = (row: KeptItem) => {
  const parsed = JSON.parse(row.item) as { k: 'put' | 'moved'; v: number; d?: Record<string, unknown> };
  return { stream: row.stream, seq: row.seq, key: `${row.collection}/${row.document}`, kind: parsed.k, version: parsed.v, body: parsed.d };
};

/** What a device asks within a session. */
const answers: Readonly<Record<string, typeof answerSync>> = { sync: answerSync, chunk: answerChunk, compare: answerCompare };

/** The centre: the real handlers over the store in memory, in as many server processes as ask, told to the reference at each commit. `wrap` and `wrapCentre` plant a bug. */
export const createSimulatedCentre = (world: World, wrap: (store: CentreStore, tables: MemoryTables) => CentreStore, wrapCentre: (centre: SyncCentre) => SyncCentre) => {
  const tables = createMemoryTables((writes) => {
    const envelope = writes.find(([table]) => table === 'envelope')?.[2] as EnvelopeRow | undefined;
    const items = writes.filter(([table, , row]) => table === 'item' && !(row as KeptItem).emptied).map(([, , row]) => itemOf(row as KeptItem));
    const devices = writes.filter(([table]) => table === 'device').map(([, , row]) => row as Device);
    // A handshake in which a program said for the first time what it can read.
    for (const device of devices) world.reference.saidKinds(device.id, device.kinds.length > 0, items);
    if (!envelope) return;
    const lines = JSON.parse(envelope.lines) as { n: number; r: 'applied' | 'merged' | 'quarantined'; why?: string }[];
    world.reference.committed({
      device: envelope.device,
      numbers: lines.map((line) => line.n),
      lines: lines.map((line) => ({ result: line.r, why: line.why })),
      items,
      at: (JSON.parse(textOf(envelope.receipt)) as { at: string }).at,
    });
  });
  const store = wrap(createMemoryStore(tables, world.pageItems), tables);
  let epoch = 1;
  const centre = (): SyncCentre => wrapCentre({
    farBehind, store, crypto: world.crypto, keys: world.keys, epoch, districts: world.districts, now: () => instantOf(world.now()), milliseconds: world.now,
    newId: () => Buffer.from(world.chance.bytes(16)).toString('hex'), newSecret: world.chance.bytes,
  });
  const route = async ({ route: name, body, headers }: Sent): Promise<Uint8Array | string> => {
    const here = centre();
    if (name === 'session') {
      const opened = await openSession(here, body, findBase64urlBytes(headers['x-tirek-signature']!)!);
      return opened.ok ? utf8(JSON.stringify(opened.value)) : opened.error;
    }
    if (name === 'last') {
      const heard = await answerLast(here, body, findBase64urlBytes(headers['x-tirek-signature']!)!);
      return heard.ok ? heard.value : heard.error;
    }
    const answerTo = answers[name];
    if (!answerTo) return 'notFound';
    const device = await checkRequest(here, { session: headers['x-tirek-session']!, number: headers['x-tirek-number']!, signature: headers['x-tirek-signature']! }, body);
    if (!device.ok) return device.error;
    const answered = await answerTo(here, device.value, body);
    return answered.ok ? answered.value : answered.error;
  };
  type Say = (body: Uint8Array) => Promise<Uint8Array | undefined>;
  /** What the servers are at work on, though whoever asked may be gone. */
  const underWay = new Set<Promise<unknown>>();
  const during = <Asked, Told>(work: (asked: Asked) => Promise<Told>) => async (asked: Asked): Promise<Told> => {
    const working = work(asked);
    underWay.add(working);
    try {
      return await working;
    } finally {
      underWay.delete(working);
    }
  };
  /** Ends every link: the servers were ended. */
  let ended = {};
  /** How a device's word on a warm link is answered, each time; undefined where the server died over it. */
  const answerOn = async (here: SyncCentre, mine: object, { id, area }: Device, key: Uint8Array): Promise<Say | undefined> => {
    const secret = key.length === 80 ? here.crypto.openKey(here.keys.read, key.subarray(0, 32), key.subarray(32)) : undefined;
    if (key.length > 0 && !secret) return undefined;
    const staff = (await store.tables.listDeviceStaff(id)).map((person) => person.id);
    const compact = secret && createLinkAnswers(here, { device: id, area, staff, secret });
    return during(async (body) => {
      try {
        if (mine !== ended) return undefined;
        const known = await store.tables.findDevice(id);
        const said: Result<Uint8Array, string> = !known || known.revoked ? err('revoked') : compact ? await compact(known, body) : await answerSync(here, known, body);
        return said.ok ? said.value : utf8(JSON.stringify({ refused: said.error }));
      } catch (error) {
        if (!(error instanceof SimulatedCrash) && (error as { code?: string }).code !== '53100') world.reference.fault('wedged', `the centre broke: ${(error as Error).stack}`);
        return undefined;
      }
    });
  };
  let backup: { readonly at: number; readonly reference: ReferenceBackup } | undefined;
  return {
    tables,
    centre,
    /** What the HTTP door would do; undefined where the server died over it. */
    handle: during(async (sent: Sent): Promise<Answer | undefined> => {
      try {
        const answer = await route(sent);
        return typeof answer === 'string' ? { status: refusalStatus[answer as keyof typeof refusalStatus], body: utf8(JSON.stringify({ refused: answer })) } : { status: 200, body: answer };
      } catch (error) {
        if (error instanceof SimulatedCrash) return undefined;
        if ((error as { code?: string }).code === '53100') return { status: 500, body: utf8(JSON.stringify({ refused: 'internal' })) };
        world.reference.fault('wedged', `the centre broke: ${(error as Error).stack}`);
        return undefined;
      }
    }),
    /** What the upgrade of GET /link would do: the answers of a link, undefined where there is none. */
    openLink: async (headers: Readonly<Record<string, string>>): Promise<Say | undefined> => {
      // One that is opened while the servers end is theirs that end.
      const [here, mine] = [centre(), ended];
      const key = headers['x-tirek-key'] === undefined ? new Uint8Array() : findBase64urlBytes(headers['x-tirek-key'])!;
      const device = await checkRequest(here, { session: headers['x-tirek-session']!, number: headers['x-tirek-number']!, signature: headers['x-tirek-signature']! }, concatBytes(utf8('link'), key));
      return device.ok ? answerOn(here, mine, device.value, key) : undefined;
    },
    /** The chunks that are missing, of so few items that a history has some; how many were made. */
    makeChunks: async (most: number): Promise<number> => {
      try {
        return await makeChunks(centre(), new AbortController().signal, undefined, { least: 2, most });
      } catch (error) {
        if (!(error instanceof SimulatedCrash)) throw error;
        return 0;
      }
    },
    endLinks: () => void (ended = {}),
    write: (work: () => void) => tables.run(async () => work()),
    backup: () => void (backup = { at: tables.backup(), reference: world.reference.backup() }),
    /** The database as it was at the backup, under a new epoch. False where there is no backup. */
    restore: async (raiseEpoch: (store: CentreStore, epoch: number) => Promise<void>): Promise<boolean> => {
      if (!backup) return false;
      // The servers are ended first, and what one is at work on they end.
      await Promise.all(underWay);
      tables.restore(backup.at);
      epoch += 1;
      ended = {};
      await raiseEpoch(store, epoch);
      world.reference.restore(backup.reference);
      for (const device of tables.rows<Device>('device').values()) Object.assign(world.reference.device(device.id), { revoked: device.revoked, readsDisputes: device.kinds.length > 0 });
      return true;
    },
    signKey: toBase64url(world.keys.sign.publicKey),
  };
};

export type SimulatedCentre = ReturnType<typeof createSimulatedCentre>;
