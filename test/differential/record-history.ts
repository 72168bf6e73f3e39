import type { SyncCentre } from '../../src-server/centre.ts';
import type { CentreStore, CentreTables } from '../../src-server/store/centre-store.ts';
import type { Replica } from '../../src-main/replica/store/replica.ts';
import type { Answer, Sent } from '../simulation/centre.ts';
import type { History, Step } from '../simulation/history.ts';
import type { MemoryTables } from '../simulation/memory-tables.ts';
import type { Fault } from '../simulation/model/reference.ts';
import { play } from '../simulation/play.ts';

/** One request as the centre got it, what it drew from its clock and its chance on the way, and what it answered. `revoked`: devices that were revoked when it came. */
export type Heard = { readonly sent: Sent; readonly drawn: readonly unknown[]; readonly answer: Answer | undefined; readonly revoked: readonly string[] };

type Rows = ReadonlyMap<string, ReadonlyMap<string, unknown>>;
/** All that a history did to the centre: how it stood before the first request, each request, and how it stood in the end. `centre` has the keys and the districts. */
export type Recorded = { readonly before: Rows; readonly after: Rows; readonly heard: readonly Heard[]; readonly centre: SyncCentre; readonly faults: readonly Fault[] };

const tableNames = ['device', 'takes', 'staffKey', 'document', 'documentArea', 'stream', 'item', 'entry', 'envelope', 'manifest', 'quarantine'];
const copyOf = (tables: MemoryTables): Rows => new Map(tableNames.map((name) => [name, new Map(tables.rows(name))]));

const lineFaults = new Set(['cutRequest', 'cutReply', 'duplicateRequest', 'damagedReply', 'cancel']);

/** The history without what a real database cannot be made to do at a chosen moment (crashes, restores, full disks at the centre) without requests at once, whose order would be chance, and without warm links. */
export const tame = (history: History): History => ({
  ...history,
  warm: false,
  steps: history.steps.filter((step) => !['crash', 'together', 'backup', 'restore', 'chunks'].includes(step.do)).map((step): Step => {
    const { crash: _, ...rest } = step as Step & { crash?: unknown };
    return rest.do === 'sync' ? { ...rest, faults: rest.faults.filter((fault) => lineFaults.has(fault.kind)) } : (rest as Step);
  }),
});

/** Items are read by as many as asked for, so that both stores cut frames alike. */
const unpaged = (tables: CentreTables): CentreTables => ({
  ...tables,
  listItems: async (device, stream, from, limit) => {
    const found: Awaited<ReturnType<CentreTables['listItems']>> = [];
    for (;;) {
      const more = await tables.listItems(device, stream, found.at(-1)?.seq ?? from, limit - found.length);
      found.push(...more);
      if (more.length === 0 || found.length >= limit) return found;
    }
  },
});

/** Plays a history in memory and writes down what the centre heard. `replica` wraps each laptop's replica, in their order. */
export const recordHistory = async (history: History, replica: (replica: Replica) => Replica): Promise<Recorded> => {
  const heard: Heard[] = [];
  let [memory, before, centre, drawn] = [undefined as MemoryTables | undefined, undefined as Rows | undefined, undefined as SyncCentre | undefined, [] as unknown[]];
  const drawing = <A extends readonly unknown[], V>(draw: (...args: A) => V) => (...args: A): V => {
    const value = draw(...args);
    drawn.push(value);
    return value;
  };
  const { faults } = await play(history, {
    replica,
    store: (store, tables): CentreStore => {
      memory = tables;
      return { tables: unpaged(store.tables), inTransaction: (work, mode) => store.inTransaction((inside) => work(unpaged(inside)), mode) };
    },
    centre: (one) => {
      centre = one;
      return { ...one, now: drawing(one.now), milliseconds: drawing(one.milliseconds), newId: drawing(one.newId), newSecret: drawing(one.newSecret) };
    },
    handle: (handle) => async (sent) => {
      before ??= copyOf(memory!);
      drawn = [];
      const revoked = [...memory!.rows<{ id: string; revoked: boolean }>('device').values()].flatMap((device) => (device.revoked ? device.id : []));
      const answer = await handle(sent);
      heard.push({ sent: { ...sent, body: new Uint8Array(sent.body) }, drawn, answer, revoked });
      return answer;
    },
  });
  return { before: before ?? copyOf(memory!), after: copyOf(memory!), heard, centre: centre!, faults };
};
