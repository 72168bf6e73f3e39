import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import type { StaffId } from '../../shared/base/ids.ts';
import type { Area } from '../../shared/domain/kato.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { Certificate } from '../../shared/sync/certificate.ts';
import type { CryptoPort, KeyPair } from '../../shared/sync/crypto-port.ts';
import { findMessage } from '../../shared/sync/find-message.ts';
import { bulkFrames } from '../../src-main/replica/platform/bulk-frame.ts';
import { createClock } from '../../src-main/replica/platform/clock.ts';
import { createIds } from '../../src-main/replica/platform/ids.ts';
import { findDeviceSetting, putDeviceSetting } from '../../src-main/replica/session/device-setting.ts';
import type { Host } from '../../src-main/replica/session/host-parts.ts';
import { createNotices } from '../../src-main/replica/session/notices.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';
import { noSync } from '../../src-main/replica/sync/progress.ts';
import { runSync } from '../../src-main/replica/sync/run-sync.ts';
import { coolDown } from '../../src-main/replica/sync/warm-link.ts';
import type { Sent } from './centre.ts';
import type { Chance } from './chance.ts';
import type { MemoryDisk } from './memory-replica.ts';
import { linkOver } from './link-over.ts';
import type { Line } from './network.ts';
import { speak, type Older } from './program.ts';

export type Person = { readonly id: StaffId; readonly login: string; readonly name: string; readonly role: Role; readonly keys: KeyPair };
export type Identity = { readonly id: string; readonly area: string; readonly sign: KeyPair; readonly read: KeyPair; readonly staff: readonly Person[]; readonly certificate: { bytes: Uint8Array; signature: Uint8Array } };
export type LaptopWorld = { readonly crypto: CryptoPort; readonly chance: Chance; readonly now: () => number; readonly areas: readonly Area[]; readonly openLink: (headers: Readonly<Record<string, string>>) => Promise<((body: Uint8Array) => Promise<Uint8Array | undefined>) | undefined>; readonly wrapReplica: (replica: Replica) => Replica };

/** What no history may bring about, whatever goes wrong in it. */
const isFault: ReadonlySet<string> = new Set(['unexpected', 'divergence', 'documentsNotAsPulled']);

const offline = (async () => {
  throw new TypeError('no line');
}) as unknown as typeof fetch;

/** A laptop: the real host parts over a disk in memory, started again after every crash. */
export const createLaptop = (world: LaptopWorld, identity: Identity, disk: MemoryDisk, older: Older | undefined, centreProgram: () => Older | undefined) => {
  let [skew, program]: [number, Older | undefined] = [0, older];
  let problems: string[] = [];
  let isErased = false;
  let line: Line;
  /** Programs that know both what a link says and chunks; the others sync as before. */
  const maySayLink = () => [program, centreProgram()].every((one) => !one || (one.protocol >= 2 && !one.lacks.includes('frameBytes')));
  const openLink: Host['openLink'] = async (_url, headers) => {
    const say = maySayLink() ? await world.openLink(headers) : undefined;
    return say && linkOver(() => line, say);
  };

  const boot = (): Host => {
    const replica = world.wrapReplica(disk.open());
    const signed = findDeviceSetting(replica.db, 'device.certificate')!;
    const clock = createClock(() => world.now() + skew, world.now);
    clock.resume({ latest: findDeviceSetting(replica.db, 'clock.latest') ?? 0, offset: findDeviceSetting(replica.db, 'clock.offset') ?? 0 });
    const [someone] = identity.staff;
    return {
      files: { keys: '', replica: '', journal: '', snapshots: '', damaged: '' },
      clock,
      ids: createIds(clock, world.chance.bytes),
      crypto: world.crypto,
      log: (event, facts) => void (isFault.has(event) && problems.push(`${event} ${JSON.stringify(facts)}`)),
      fetch: offline,
      openLink,
      // without a thread: one seed is one history; pieces so small that there are several
      decoder: { prepare: () => undefined, decode: async function* (bytes) {
        yield* bulkFrames(world.crypto, bytes, (header, persons) => (header.items === header.to - header.from ? 2 : Math.max(1, persons)));
      }, rest: () => undefined },
      notices: createNotices(),
      areas: world.areas,
      risks: [{ id: 'risk', nameKk: 'r', nameRu: 'r', nameEn: 'r', from: '2001-01-01' }],
      shipped: { name: '', issued: '', rules: () => { throw new Error('no history asks what the law gives'); }, kept: () => undefined },
      rules: () => {
        throw new Error('no history asks what the law gives');
      },
      mse: () => {
        throw new Error('no commission here');
      },
      print: () => {
        throw new Error('no papers here');
      },
      words: () => {
        throw new Error('no files leave here');
      },
      mortality: () => {
        throw new Error('nothing is projected here');
      },
      office: {
        replica, sign: identity.sign, read: identity.read,
        session: { staff: someone!.id, login: someone!.login, name: someone!.name, roles: [someone!.role] },
        certificate: findMessage(Certificate, findBase64urlBytes(signed.bytes)!)!,
      },
      problem: null,
      sync: noSync,
      filesUnnamed: new Map(),
      link: 'unknown',
      warm: undefined,
      cut: undefined,
      bytesPerSecond: undefined, heads: new Map(),
      indexing: false,
      stopSync: undefined,
      stopCare: undefined,
      recovery: { phase: 'idle', done: 0, total: 0 },
    };
  };

  const settled = disk.open().commit({
    durability: 'full',
    documents: [],
    sql: (db) => {
      putDeviceSetting(db, 'device.serverUrl', 'http://centre');
      putDeviceSetting(db, 'device.certificate', { bytes: toBase64url(identity.certificate.bytes), signature: toBase64url(identity.certificate.signature) });
    },
  });
  if (!settled.ok) throw new Error('the laptop cannot be set up');
  let host = boot();

  const self = {
    identity,
    disk,
    host: () => host,
    db: () => host.office!.replica.db,
    /** Who sits at it now. */
    sitDown: (role: Role): Person => {
      const person = identity.staff.find((one) => one.role === role)!;
      host.office = { ...host.office!, session: { staff: person.id, login: person.login, name: person.name, roles: [person.role] } };
      return person;
    },
    /** True where its program was of an earlier version: it is the newest from now on. */
    renew: (): boolean => {
      const isNew = program !== undefined;
      program = undefined;
      // It starts again: no session goes on.
      host.cut = undefined;
      coolDown(host);
      return isNew;
    },
    isOlder: () => program !== undefined,
    /** True where its key is gone, on the centre's word that it was revoked: nobody works at it any more. */
    isErased: () => isErased,
    /** A request of its program as the centre's program hears it. */
    speak: (sent: Sent): Sent | undefined => {
      const said = speak(world.crypto, identity.sign.privateKey, sent, program);
      return said && speak(world.crypto, identity.sign.privateKey, said, centreProgram());
    },
    setClock: (by: number) => void (skew = by),
    /** The program ends and starts again; returns how many commits a power cut took. */
    crash: (power: boolean, keep: number): number => {
      const dropped = disk.crash(power, keep);
      host = boot();
      return dropped;
    },
    /** A whole sync. `problem`: what it threw, where it is no expected end. */
    sync: async (lineWith: (cancel: () => void) => Line): Promise<{ phase: string; error: string; problem: string | undefined }> => {
      const controller = new AbortController();
      line = lineWith(() => controller.abort());
      const running: Host = Object.assign(host, { fetch: line.fetch, sync: noSync });
      problems = [];
      await runSync(running, controller.signal);
      if (running.leaving) isErased = true;
      return { phase: running.sync.phase, error: JSON.stringify(running.sync.error), problem: problems[0] };
    },
  };
  return self;
};

export type Laptop = ReturnType<typeof createLaptop>;
