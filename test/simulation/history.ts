import { childSeed, createChance, type Chance } from './chance.ts';
import type { CommandKind } from './commands.ts';
import type { LineFault } from './network.ts';
import { capabilities, type Older } from './program.ts';

export type CrashFault = { readonly left: number; readonly when: 'before' | 'after'; readonly power: boolean; readonly keep: number };

/** One step of a history. All chance in it is its own `seed` or numbers, so that a history keeps its meaning when other steps are dropped. */
export type Step =
  | { readonly do: 'command'; readonly laptop: number; readonly kind: CommandKind; readonly seed: number; readonly narrow?: true; readonly crash?: CrashFault }
  | { readonly do: 'sync'; readonly laptop: number; readonly faults: readonly LineFault[]; readonly crash?: CrashFault }
  | { readonly do: 'together'; readonly laptops: readonly number[] }
  | { readonly do: 'crash'; readonly laptop: number; readonly power: boolean; readonly keep: number }
  | { readonly do: 'diskFull'; readonly laptop: number; readonly commits: number }
  | { readonly do: 'clock'; readonly laptop: number; readonly by: number }
  | { readonly do: 'time'; readonly by: number }
  | { readonly do: 'copy'; readonly laptop: number }
  | { readonly do: 'carry'; readonly laptop: number; readonly which: number; readonly damage?: number }
  | { readonly do: 'replay'; readonly which: number }
  | { readonly do: 'backup' | 'restore' }
  | { readonly do: 'revoke'; readonly laptop: number }
  /** A program of an earlier version is renewed: a laptop's, which starts again, or the centre's. */
  | { readonly do: 'renew'; readonly laptop: number }
  | { readonly do: 'renewCentre' }
  /** The centre makes chunks of its streams, of `most` items each. */
  | { readonly do: 'chunks'; readonly most: number };

/** Which programs are of an earlier version when a history begins: laptops by their place, and the centre. */
export type OlderPrograms = { readonly laptops: Readonly<Record<number, Older>>; readonly centre: Older | undefined };

/** A whole history: who is there (the district of each laptop), with which programs, and what happens. `warm`: a link stays open after a sync, and the next ones go over it. */
export type History = { readonly seed: number; readonly laptops: readonly number[]; readonly districts: number; readonly older: OlderPrograms; readonly warm: boolean; readonly steps: readonly Step[] };

const year = 365 * 86_400_000;

const weighted = <T>(chance: Chance, rows: readonly (readonly [number, T])[]): T => {
  let at = chance.next() * rows.reduce((sum, [weight]) => sum + weight, 0);
  return (rows.find(([weight]) => (at -= weight) < 0) ?? rows.at(-1)!)[1];
};

const crashOf = (chance: Chance, most: number): CrashFault => ({ left: chance.below(most), when: chance.below(2) === 0 ? 'before' : 'after', power: chance.below(2) === 0, keep: chance.next() });

const faultOf = (chance: Chance): LineFault => {
  const request = chance.below(5);
  return weighted<() => LineFault>(chance, [
    [2, () => ({ request, kind: 'cutRequest', at: chance.next() })],
    [4, () => ({ request, kind: 'cutReply', at: chance.next() })],
    [1, () => ({ request, kind: 'duplicateRequest', answer: chance.below(2) as 0 | 1 })],
    [3, () => ({ request, kind: 'centreCrash', left: chance.below(4), when: chance.below(2) === 0 ? 'before' : 'after' })],
    [1, () => ({ request, kind: 'centreFull' })],
    [3, () => ({ request: 1 + chance.below(2), kind: 'damagedReply', at: chance.next() ** 2 })],
    [1, () => ({ request, kind: 'cancel' })],
  ])();
};

const olderOf = (chance: Chance): Older => ({ protocol: 1 + chance.below(3), lacks: capabilities.filter(() => chance.below(2) === 0) });

/** Work of a laptop that knows no disputes becomes one, and it types its value again or somebody else decides; chance alone seldom comes to that. */
const unreadDispute = (chance: Chance, ignorant: number, other: number): readonly Step[] => {
  const command = (kind: CommandKind, laptop: number): Step => ({ do: 'command', laptop, kind, seed: chance.below(2 ** 31) });
  const handIn = (laptop: number): Step[] => [command('batch', laptop), { do: 'sync', laptop, faults: [] }];
  const met = [command('rival', other), command('rival', ignorant), ...handIn(other), ...handIn(ignorant)];
  const again = [command('rival', ignorant), ...handIn(ignorant)];
  const decided: Step[] = [{ do: 'sync', laptop: other, faults: [] }, command('decide', other), ...handIn(other)];
  return [...met, ...(chance.below(2) === 0 ? again : decided), ...(chance.below(3) > 0 ? [{ do: 'renew', laptop: ignorant } as const] : [])];
};

/** In a third of the histories some program is of an earlier version; most are renewed at some time. */
const withOlder = (chance: Chance, laptops: number, steps: readonly Step[]): { older: OlderPrograms; steps: readonly Step[] } => {
  if (chance.below(3) > 0) return { older: { laptops: {}, centre: undefined }, steps };
  const centre = chance.below(4) === 0 ? olderOf(chance) : undefined;
  const found = Array.from({ length: laptops }, (_, at) => at).filter((at) => chance.below(laptops) < 2 && (at > 0 || !centre));
  const programs: Readonly<Record<number, Older>> = Object.fromEntries(found.map((at) => [at, olderOf(chance)]));
  const ignorant = found.find((at) => programs[at]!.lacks.includes('kinds'));
  const renewals: readonly Step[] = [...found.filter((at) => at !== ignorant && chance.below(4) > 0).map((laptop): Step => ({ do: 'renew', laptop })), ...(centre && chance.below(2) === 0 ? [{ do: 'renewCentre' } as const] : [])];
  const whole = [...steps, ...(ignorant === undefined ? [] : unreadDispute(chance, ignorant, ignorant === 0 ? laptops - 1 : 0))];
  for (const renewal of renewals) whole.splice(chance.below(whole.length + 1), 0, renewal);
  return { older: { laptops: programs, centre }, steps: whole };
};

/** In a quarter of the histories the centre makes chunks, before the first step and on the way: a laptop that is new reads those. */
const withChunks = (chance: Chance, steps: readonly Step[]): readonly Step[] => {
  if (chance.below(4) > 0) return steps;
  const whole = [...steps];
  for (let count = 1 + chance.below(2); count > 0; count--) whole.splice(chance.below(whole.length + 1), 0, { do: 'chunks', most: 2 + chance.below(6) });
  return [{ do: 'chunks', most: 2 + chance.below(6) }, ...whole];
};

/** The history of a seed: three quarters work and syncs, the rest what goes wrong. */
export const createHistory = (seed: number): History => {
  const chance = createChance(childSeed(seed, 0));
  // One in three is about one case between two districts, one step after another; the others are about everything.
  const narrow = chance.below(3) === 0;
  const districts = narrow ? 2 : 2 + chance.below(2);
  const laptops = [0, 0, ...Array.from({ length: 1 + chance.below(2) }, () => 1 + chance.below(districts - 1))];
  const laptop = () => chance.below(laptops.length);
  const withRestore = chance.below(3) === 0;
  const withRevoke = chance.below(4) === 0;
  let made = 0;
  const command = (kind: CommandKind): Step => ({ do: 'command', laptop: laptop(), kind, seed: childSeed(seed, ++made), ...(narrow ? { narrow } : {}), ...(chance.below(12) === 0 ? { crash: crashOf(chance, 1) } : {}) });
  const sync = (): Step => ({
    do: 'sync', laptop: laptop(),
    faults: chance.below(2) === 0 ? [faultOf(chance)] : [],
    ...(chance.below(5) === 0 ? { crash: crashOf(chance, 8) } : {}),
  });
  const rows: readonly (readonly [number, () => Step])[] = [
    [narrow ? 1 : 5, () => command('register')], [narrow ? 6 : 14, () => command('editPerson')], [narrow ? 1 : 4, () => command('open')], [narrow ? 34 : 20, () => command('work')], [4, () => command('merge')], [narrow ? 10 : 8, () => command('decide')], [6, () => command('flawed')], [narrow ? 24 : 16, () => command('batch')],
    [narrow ? 34 : 24, sync], [2, () => ({ do: 'together', laptops: [...new Set([laptop(), laptop(), laptop()])] })],
    [2, () => ({ do: 'crash', laptop: laptop(), power: chance.below(2) === 0, keep: chance.next() })],
    [1, () => ({ do: 'diskFull', laptop: laptop(), commits: 1 + chance.below(3) })],
    [1, () => ({ do: 'clock', laptop: laptop(), by: Math.floor((chance.next() * 2 - 1) * year) })],
    [1, () => ({ do: 'time', by: Math.floor(chance.next() * 86_400_000) })],
    [6, () => ({ do: 'copy', laptop: laptop() })],
    [6, () => ({ do: 'carry', laptop: laptop(), which: chance.next(), ...(chance.below(5) === 0 ? { damage: chance.next() } : {}) })],
    [1, () => ({ do: 'replay', which: chance.next() })],
    [withRestore ? 5 : 0, () => ({ do: 'backup' })], [withRestore ? 4 : 0, () => ({ do: 'restore' })],
    [withRevoke ? 3 : 0, () => ({ do: 'revoke', laptop: laptop() })],
  ];
  const random = () => weighted(chance, rows)();
  const at = (one: Step, by: number): Step => ({ ...one, laptop: by }) as Step;
  const plain = (by: number): Step => ({ do: 'sync', laptop: by, faults: [] });
  // A case that goes there and back, with whatever else happens in between; chance alone seldom sends one home.
  const toAndFro = () => [at(command('work'), 0), at(command('batch'), 0), plain(0), plain(2), at(command('work'), 2), at(command('batch'), 2), plain(2)].flatMap((step) => [...Array.from({ length: chance.below(4) }, random), step]);
  // What a laptop had ready when it was revoked is found, and handed in by another.
  const found = (step: Step): Step[] => (step.do === 'revoke' ? [at(command('batch'), step.laptop), step, { do: 'carry', laptop: (step.laptop + 1) % laptops.length, which: 0.999 }] : [step]);
  const steps = (narrow ? [...toAndFro(), ...Array.from({ length: 6 + chance.below(16) }, random)] : Array.from({ length: 12 + chance.below(28) }, random)).flatMap(found);
  // In a third of them two laptops write what no machine may merge, somebody decides, and perhaps somebody else too.
  if (chance.below(3) === 0) {
    const [a, b] = [0, 1 + chance.below(laptops.length - 1)];
    const said = [at(command('rival'), a), at(command('rival'), b), at(command('batch'), a), at(command('batch'), b), plain(a), plain(b), plain(a), at(command('decide'), a), at(command('decide'), b), at(command('batch'), a), at(command('batch'), b), sync(), sync()];
    steps.push(...said.flatMap((step) => (chance.below(4) === 0 ? [random(), step] : [step])));
  }
  // In half of the histories every office releases what it has before the end: what nobody releases proves little.
  if (chance.below(2) === 0) steps.push(...laptops.map((_, one): Step => ({ do: 'command', laptop: one, kind: 'batch', seed: childSeed(seed, ++made) })));
  const warm = createChance(childSeed(seed, 1_000_002)).below(3) === 0;
  return { seed, laptops, districts, warm, ...withOlder(createChance(childSeed(seed, 1_000_001)), laptops.length, withChunks(createChance(childSeed(seed, 1_000_004)), steps)) };
};
