import { carry, copyEnvelope } from './carrier.ts';
import { checkEnd } from './check-end.ts';
import { checkErased } from './check-erased.ts';
import { SimulatedCrash } from './crash.ts';
import { doCommand } from './do-command.ts';
import type { CrashFault, History, Step } from './history.ts';
import { createNetwork, type LineFault } from './network.ts';
import type { Fault } from './model/reference.ts';
import { createWorld, type World, type Wraps } from './world.ts';

/** What a history came to: what the oracle holds against it, and what was done in it. `ending`: where its clock and its chance stood at last. */
export type Played = { readonly ending: readonly [number, number]; readonly faults: readonly Fault[]; readonly injected: Readonly<Record<string, number>>; readonly counts: World['reference']['counts']; readonly syncs: number };

const ends = new Set(['done', 'failed', 'cancelled']);

/** Plays a history to its end, lets the faults stop, syncs everybody twice, and asks the oracle. */
export const play = async (history: History, wraps: Wraps = {}): Promise<Played> => {
  const world = await createWorld(history, wraps);
  const { reference, centre, laptops } = world;
  const injected: Record<string, number> = {};
  const inject = (kind: string) => void (injected[kind] = (injected[kind] ?? 0) + 1);
  const network = createNetwork(centre, inject, () => reference.fault('wedged', 'a sync went round in circles'));
  const stick: { readonly bytes: Uint8Array }[] = [];
  let syncs = 0;
  /** Everything that a sync of a laptop could be about: what it has written and released, what the centre says, which programs there are. */
  const standOf = (at: number): string => {
    const { identity: { id, area }, isOlder } = laptops[at]!;
    const heads = ['registry', 'casework'].map((kind) => reference.headOf(`${area}/${kind}`));
    return JSON.stringify([reference.centre().epoch, heads, reference.entriesOf(id).map((entry) => [entry.released, entry.takenBack]), reference.device(id).revoked, isOlder(), world.olderCentre()]);
  };
  /** How that was when a laptop's last sync was done, and in which run of its program. */
  const settled = new Map<number, { readonly run: unknown; readonly stand: string }>();
  const isSettled = (at: number): boolean => settled.get(at)?.run === laptops[at]!.host() && settled.get(at)?.stand === standOf(at);

  const sync = async (at: number, faults: readonly LineFault[], crash: CrashFault | undefined): Promise<string> => {
    const laptop = laptops[at]!;
    if (laptop.isErased()) return 'erased';
    syncs += 1;
    if (crash) laptop.disk.crashAt = { left: crash.left, when: crash.when };
    const { phase, error, problem } = await laptop.sync((cancel) => network.lineWith(faults, cancel, laptop.speak));
    if (laptop.isErased()) {
      inject('lastWord');
      checkErased(world, laptop);
    }
    if (laptop.isOlder()) inject('olderLaptop');
    if (world.olderCentre()) inject('olderCentre');
    const died = crash !== undefined && laptop.disk.crashAt !== undefined && laptop.disk.crashAt.left < 0;
    laptop.disk.crashAt = undefined;
    if (died) {
      inject(crash.when === 'before' ? 'laptopCrashBefore' : 'laptopCrashAfter');
      if (crash.power) inject('powerCut');
      if (laptop.crash(crash.power, crash.keep) > 0) inject('lostUnsynced');
      return 'crashed';
    }
    // A sum has no checksum of its own: a bit of it that was struck looks like a divergence, and finds none.
    const isStruck = problem?.startsWith('divergence ') === true && faults.some(({ kind }) => kind === 'damagedReply');
    if (problem !== undefined && !isStruck) reference.fault('wedged', `${laptop.identity.id}: a bug in the sync: ${problem}`);
    if (!ends.has(phase)) reference.fault('wedged', `${laptop.identity.id}: the sync ended as ${phase}`);
    if (phase !== 'done') return `${phase} ${error}`;
    settled.set(at, { run: laptop.host(), stand: standOf(at) });
    return phase;
  };

  const steps: { readonly [D in Step['do']]: (step: Extract<Step, { do: D }>) => Promise<void> | void } = {
    command: (step) => doCommand(world, step, inject),
    sync: async (step) => void (await sync(step.laptop, step.faults, step.crash)),
    together: async (step) => {
      inject('together');
      await Promise.all(step.laptops.map((at) => sync(at, [], undefined)));
      // What one of them brought another may have missed.
      for (const at of step.laptops) settled.delete(at);
    },
    crash: (step) => {
      if (laptops[step.laptop]!.isErased()) return;
      inject(step.power ? 'powerCut' : 'kill');
      if (laptops[step.laptop]!.crash(step.power, step.keep) > 0) inject('lostUnsynced');
    },
    diskFull: (step) => {
      laptops[step.laptop]!.disk.fullFor = step.commits;
    },
    clock: (step) => {
      inject('clock');
      laptops[step.laptop]!.setClock(step.by);
    },
    time: (step) => world.pass(step.by),
    copy: (step) => {
      const bytes = laptops[step.laptop]!.isErased() ? undefined : copyEnvelope(laptops[step.laptop]!);
      if (bytes) stick.push({ bytes });
    },
    carry: async (step) => {
      const found = stick[Math.floor(step.which * stick.length)];
      if (!found || laptops[step.laptop]!.isErased()) return;
      const damaged = step.damage === undefined ? found.bytes : found.bytes.map((byte, at) => (at === Math.floor(step.damage! * found.bytes.length) ? byte ^ 1 : byte));
      // In any order and twice: the chosen one, then another of the stick, then the chosen one again.
      const done = await carry(world, laptops[step.laptop]!, [damaged, stick.at(-1)!.bytes, damaged]);
      if (done) inject(step.damage === undefined ? 'carried' : 'damagedStick');
    },
    renew: (step) => {
      if (laptops[step.laptop]!.renew()) inject('renewed');
    },
    renewCentre: () => {
      if (!world.renewCentre()) return;
      centre.endLinks();
      inject('renewedCentre');
    },
    chunks: async (step) => {
      if ((await centre.makeChunks(step.most)) > 0) inject('chunks');
    },
    replay: async (step) => void (await network.replay(step.which)),
    backup: () => centre.backup(),
    restore: async () => {
      if (await centre.restore((store, epoch) => store.tables.raiseEpoch(epoch))) inject('restore');
    },
    revoke: async (step) => {
      const { id } = laptops[step.laptop]!.identity;
      if (laptops[step.laptop]!.isErased() || laptops.filter((one) => !reference.device(one.identity.id).revoked).length < 3) return;
      inject('revoke');
      // What it had made is found on a stick.
      const bytes = copyEnvelope(laptops[step.laptop]!);
      if (bytes) stick.push({ bytes });
      await centre.write(() => centre.tables.put('device', id, { ...centre.tables.rows<object>('device').get(id), revoked: true }));
      reference.revoke(id);
    },
  };

  for (const [at, step] of history.steps.entries()) {
    try {
      await (steps[step.do] as (step: Step) => Promise<void> | void)(step);
    } catch (error) {
      if (error instanceof SimulatedCrash) throw new Error(`step ${at}: a crash that nobody ordered`, { cause: error });
      reference.fault('wedged', `step ${at} (${step.do}): ${(error as Error).stack}`);
    }
    if (reference.faults.length > 0) break;
  }

  for (const laptop of laptops) laptop.disk.fullFor = 0;
  // No session that was cut goes on: everybody shakes hands.
  world.pass(180_000);
  const endings = new Map<string, string>();
  for (const pass of [1, 2]) {
    if (reference.faults.length > 0) break;
    for (const [at, laptop] of laptops.entries()) {
      const { id } = laptop.identity;
      if (laptop.isErased()) continue;
      if (reference.device(id).revoked) {
        // In half of the histories it comes once more, and hands in what it has.
        if (pass === 1 && history.seed % 2 === 0) await sync(at, [], undefined);
        continue;
      }
      // Who has everything need not ask, but in one of eight histories it does.
      if (history.seed % 8 > 0 && isSettled(at)) endings.set(id, 'done');
      else endings.set(id, await sync(at, [], undefined));
    }
  }
  if (reference.faults.length === 0) checkEnd(world, endings);
  return { faults: reference.faults, injected, counts: reference.counts, syncs, ending: [world.now(), world.chance.next()] };
};
