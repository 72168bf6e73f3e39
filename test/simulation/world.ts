import { toBase64url } from '../../shared/base/base64url.ts';
import type { StaffId } from '../../shared/base/ids.ts';
import type { CryptoPort } from '../../shared/sync/crypto-port.ts';
import { taskKinds } from '../../shared/domain/task-kinds.ts';
import type { Area } from '../../shared/domain/kato.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';
import { makeCertificate } from '../../src-server/enrol/make-certificate.ts';
import type { SyncCentre } from '../../src-server/centre.ts';
import type { CentreStore } from '../../src-server/store/centre-store.ts';
import type { Device } from '../../src-server/store/devices.ts';
import { createSimulatedCentre, type SimulatedCentre } from './centre.ts';
import { childSeed, createChance } from './chance.ts';
import { createFakeCrypto, fakeKeyPair } from './fake-crypto.ts';
import { firstDocuments, loadLaptop, putFirstDocuments } from './first-documents.ts';
import type { History } from './history.ts';
import { createLaptop, type Identity, type Person } from './laptop.ts';
import { createMemoryDisk, type MemoryDisk } from './memory-replica.ts';
import type { MemoryTables } from './memory-tables.ts';
import { createReference } from './model/reference.ts';

/** Where a test plants a bug, or listens: around a port, never in the product. */
export type Wraps = {
  readonly replica?: (replica: Replica) => Replica;
  readonly store?: (store: CentreStore, tables: MemoryTables) => CentreStore;
  readonly centre?: (centre: SyncCentre) => SyncCentre;
  readonly handle?: (handle: SimulatedCentre['handle']) => SimulatedCentre['handle'];
  /** What the centre answers on a warm link. */
  readonly link?: (say: (body: Uint8Array) => Promise<Uint8Array | undefined>) => (body: Uint8Array) => Promise<Uint8Array | undefined>;
  readonly laptopCrypto?: (crypto: CryptoPort) => CryptoPort;
};

const start = Date.UTC(2026, 0, 5, 5);
const uuid = (n: number) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as StaffId;

/** Disks are emptied and used again: making one costs as much as a history. */
const disks: MemoryDisk[] = [];

/** Everybody and everything of a history, before its first step. */
export const createWorld = async (history: History, wraps: Wraps) => {
  const chance = createChance(childSeed(history.seed, 1_000_003));
  let time = start;
  // Two readings are never the same: what takes no time in a simulation would never order anything.
  const now = () => (time += 1);
  const districts = Array.from({ length: history.districts }, (_, index) => `${100 + index}000000`);
  const pair = () => fakeKeyPair(chance.bytes(32));
  const keys = { sign: pair(), read: pair() };
  const people = new Map(districts.map((area, index) => [area, (['caseworker', 'supervisor'] as const).map((role, at) => ({ id: uuid(1000 + index * 10 + at), login: role, name: role, role }))]));
  const parts = history.laptops.map((district, index) => {
    const area = districts[district]!;
    const staff: Person[] = people.get(area)!.map((person) => ({ ...person, keys: pair() }));
    return { id: uuid(1 + index) as string, area, sign: pair(), read: pair(), staff };
  });
  const crypto = createFakeCrypto(chance, [keys.sign, keys.read, ...parts.flatMap((part) => [part.sign, part.read, ...part.staff.map((person) => person.keys)])]);
  const reference = createReference(districts);
  const simulated = createSimulatedCentre({ reference, crypto, keys, districts: new Set(districts), chance, now, pageItems: 1 + chance.below(6) }, wraps.store ?? ((store) => store), wraps.centre ?? ((one) => one));
  const centre: SimulatedCentre = wraps.handle ? { ...simulated, handle: wraps.handle(simulated.handle) } : simulated;

  let centreProgram = history.older.centre;
  /** What the centre knows of a device that has shaken hands with the programs of the beginning. */
  const kindsOf = (index: number) => ([history.older.laptops[index], centreProgram].some((older) => older?.lacks.includes('kinds')) ? [] : [...taskKinds]);

  const areas = districts.map((kato) => ({ kato, level: 2, parent: null, nameKk: kato, nameRu: kato, nameEn: kato, from: '1990-01-01', to: null })) as unknown as Area[];
  const identities: Identity[] = parts.map((part) => ({ ...part, certificate: makeCertificate(centre.centre(), { id: part.id, name: 'n', area: part.area, classes: ['registry', 'casework'], training: false, signKey: part.sign.publicKey }) }));
  const documents = firstDocuments(districts, (area) => people.get(area)!.map((person) => person.id));
  for (const [index, { id, area, staff }] of identities.entries()) reference.addDevice({ id, area, revoked: false, readsDisputes: kindsOf(index).length > 0, roles: new Map(staff.map((person) => [person.id, person.role])), names: new Map(staff.map((person) => [person.id, person.name])) });
  await centre.write(() => {
    putFirstDocuments(centre.tables, reference, documents);
    for (const [index, { id, area, sign, read, staff, certificate }] of identities.entries()) {
      const device: Device = { id, name: 'n', area, classes: ['registry', 'casework'], training: false, signKey: sign.publicKey, readKey: read.publicKey, revoked: false, ...{ certificate: certificate.bytes, signature: certificate.signature }, kinds: kindsOf(index), stayed: 0 };
      centre.tables.put('device', id, device);
      for (const person of staff) centre.tables.put('staffKey', `${id}/${person.id}`, { staff: person.id, device: id, key: toBase64url(person.keys.publicKey), name: person.name, roles: [person.role], area });
    }
  });

  const openLink = async (headers: Readonly<Record<string, string>>) => {
    const say = history.warm ? await centre.openLink(headers) : undefined;
    return say && (wraps.link?.(say) ?? say);
  };
  const laptops = identities.map((identity, index) => {
    const disk = (disks[index] ??= createMemoryDisk());
    disk.reset();
    const laptop = createLaptop({ crypto: wraps.laptopCrypto?.(crypto) ?? crypto, chance, now, areas, openLink, wrapReplica: wraps.replica ?? ((replica) => replica) }, identity, disk, history.older.laptops[index], () => centreProgram);
    // Every sixth one is new and has yet to read everything.
    if (chance.below(6) > 0) loadLaptop(laptop, documents, chance.below(8) > 0);
    return laptop;
  });
  return { chance, crypto, districts, reference, centre, laptops, now, pass: (milliseconds: number) => void (time += milliseconds), olderCentre: () => centreProgram !== undefined,
    /** True where the centre's program was of an earlier version. */
    renewCentre: (): boolean => {
      const isNew = centreProgram !== undefined;
      centreProgram = undefined;
      return isNew;
    },
  };
};

export type World = Awaited<ReturnType<typeof createWorld>>;
