import { childSeed, createChance, type Chance } from './chance.ts';
import type { CommandKind } from './commands.ts';
import type { History, Step } from './history.ts';
import { crashOf, faultOf, weighted, year } from './mishaps.ts';
import { withChunks, withOlder } from './older-programs.ts';

/** What a small history is about: what people do in it, by how often; whether it is about one case, about a dispute, or about people whom the office registers and whose record it changes later. */
type Theme = { readonly kinds: readonly (readonly [number, CommandKind])[]; readonly narrow?: true; readonly disputed?: true; readonly registers?: true };

const themes: readonly (readonly [number, Theme])[] = [
  [5, { kinds: [[4, 'editPerson'], [1, 'register'], [1, 'flawed'], [1, 'open'], [1, 'work']] }],
  [2, { kinds: [[3, 'merge'], [2, 'editPerson'], [1, 'work'], [1, 'register']] }],
  [2, { kinds: [[1, 'register'], [2, 'open'], [3, 'work'], [1, 'editPerson']] }],
  [3, { kinds: [[1, 'editPerson']], registers: true }],
  [3, { kinds: [[8, 'work'], [1, 'editPerson'], [1, 'flawed']], narrow: true }],
  [3, { kinds: [[1, 'rival']], disputed: true }],
];

const offices: readonly (readonly number[])[] = [[0, 1], [0, 0], [0, 0, 1], [0, 1, 1]];

/** The threads woven into one, each in its own order. */
const weave = (chance: Chance, threads: readonly (readonly Step[])[]): Step[] => {
  const left = threads.map((thread) => [...thread]).filter((thread) => thread.length > 0);
  const woven: Step[] = [];
  while (left.length > 0) {
    const at = chance.below(left.length);
    woven.push(left[at]!.shift()!);
    if (left[at]!.length === 0) left.splice(at, 1);
  }
  return woven;
};

/**
 * A small history: two or three threads, each of somebody who works at a laptop, releases it and syncs, woven into one another, and what goes wrong. Every step is likely to meet another, which in a long history of
 * steps drawn one by one few do.
 */
export const createSmallHistory = (seed: number): History => {
  const chance = createChance(childSeed(seed, 0));
  const theme = weighted(chance, themes);
  const { narrow, disputed } = theme;
  const laptops = weighted(chance, offices.map((office) => [1, narrow || disputed ? offices[chance.below(2) * 2]! : office] as const));
  const laptop = () => chance.below(laptops.length);
  let made = 0;
  const command = (kind: CommandKind, by: number): Step => ({ do: 'command', laptop: by, kind, seed: childSeed(seed, ++made), ...(narrow ? { narrow } : {}), ...(chance.below(8) === 0 ? { crash: crashOf(chance, 1) } : {}) });
  // Faults come between before much has become of a dispute: most of those go without.
  const calm = disputed === true && chance.below(4) > 0;
  const sync = (by: number): Step => ({
    do: 'sync', laptop: by,
    faults: !calm && chance.below(3) > 0 ? [faultOf(chance)] : [],
    ...(!calm && chance.below(4) === 0 ? { crash: crashOf(chance, 8) } : {}),
  });
  const handIn = (by: number): Step[] => [...(calm || chance.below(8) > 0 ? [command('batch', by)] : []), ...(calm || chance.below(8) > 0 ? [sync(by)] : [])];
  const thread = (by: number): Step[] => [...(theme.registers ? [command('register', by), ...handIn(by)] : []), ...Array.from({ length: 1 + chance.below(2) }, () => command(weighted(chance, theme.kinds), by)), ...handIn(by)];
  const mishaps: readonly (readonly [number, () => readonly Step[]])[] = [
    [4, () => [{ do: 'crash', laptop: laptop(), power: chance.below(2) === 0, keep: chance.next() }]],
    [2, () => [{ do: 'diskFull', laptop: laptop(), commits: 1 + chance.below(3) }]],
    [2, () => [{ do: 'clock', laptop: laptop(), by: Math.floor((chance.next() * 2 - 1) * year) }]],
    [1, () => [{ do: 'time', by: Math.floor(chance.next() * 86_400_000) }]],
    [4, () => [{ do: 'copy', laptop: laptop() }, { do: 'carry', laptop: laptop(), which: chance.next(), ...(chance.below(2) === 0 ? { damage: chance.next() } : {}) }]],
    [3, () => [{ do: 'replay', which: chance.next() }]],
    [4, () => [{ do: 'together', laptops: laptops.map((_, at) => at) }]],
    [5, () => [sync(laptop())]],
    [6, () => [{ do: 'backup' }, { do: 'restore' }, sync(laptop())]],
    [laptops.length > 2 ? 4 : 0, () => {
      const by = laptop();
      return [command('batch', by), { do: 'revoke', laptop: by }, { do: 'carry', laptop: (by + 1) % laptops.length, which: 0.999 }, ...(chance.below(2) === 0 ? [sync(by)] : [])];
    }],
    // What the centre had taken in is lost with the restore, and the laptop is revoked before it can hear of that.
    [laptops.length > 2 ? 3 : 0, () => {
      const by = laptop();
      return [{ do: 'backup' }, command('batch', by), sync(by), { do: 'restore' }, { do: 'revoke', laptop: by }, sync(by)];
    }],
  ];
  // In a dispute both sides are heard and somebody decides, perhaps twice.
  const decided = (by: number): Step[] => [sync(by), command('decide', by), ...(chance.below(2) === 0 ? [command('takeBack', by), ...(chance.below(2) === 0 ? [command('decide', by)] : [])] : []), ...handIn(by)];
  const [a, b] = [laptop(), laptop()];
  const first = weave(chance, [thread(a), thread(disputed && a === b ? (a + 1) % laptops.length : b), ...(chance.below(3) === 0 ? [thread(laptop())] : [])]);
  const then = disputed ? weave(chance, [decided(laptop()), chance.below(2) === 0 ? decided(laptop()) : thread(laptop())]) : chance.below(3) === 0 ? thread(laptop()) : [];
  const wrong = Array.from({ length: chance.below(3) }, () => weighted(chance, mishaps)());
  const steps = weave(chance, [[...first, ...then], ...wrong]);
  const warm = createChance(childSeed(seed, 1_000_002)).below(3) === 0;
  return { seed, laptops, districts: 2, warm, ...withOlder(createChance(childSeed(seed, 1_000_001)), 5, laptops.length, withChunks(createChance(childSeed(seed, 1_000_004)), steps)) };
};
