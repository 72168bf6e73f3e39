import { childSeed, createChance, type Chance } from './chance.ts';
import type { CommandKind } from './commands.ts';
import type { History, Step } from './history.ts';
import { crashOf, faultOf, weighted, year } from './mishaps.ts';
import { withChunks, withOlder } from './older-programs.ts';

/** What a small history is about: what people do in it, by how often; whether it is about one case, about a dispute, about people whom the office registers and whose record it changes later, about a case that goes away and comes back, or about much (`most` commands) before each batch. */
type Theme = { readonly kinds: readonly (readonly [number, CommandKind])[]; readonly narrow?: true; readonly disputed?: true; readonly registers?: true; readonly most?: number; readonly returns?: true };

const themes: readonly (readonly [number, Theme])[] = [
  [5, { kinds: [[4, 'editPerson'], [1, 'register'], [1, 'flawed'], [1, 'open'], [1, 'work']] }],
  [2, { kinds: [[3, 'merge'], [2, 'editPerson'], [1, 'work'], [1, 'register']] }],
  [2, { kinds: [[1, 'register'], [2, 'open'], [3, 'work'], [1, 'editPerson']] }],
  [3, { kinds: [[1, 'editPerson']], registers: true }],
  [3, { kinds: [[8, 'work'], [1, 'editPerson'], [1, 'flawed']], narrow: true }],
  [4, { kinds: [[1, 'rival']], disputed: true }],
  [2, { kinds: [[2, 'flawed'], [2, 'editPerson'], [1, 'work']], most: 4 }],
  [2, { kinds: [[1, 'work']], narrow: true, returns: true }],
];

/** Most have two laptops, which bring out nearly all that three do. Only of three may one be revoked. */
const offices: readonly (readonly [number, readonly number[]])[] = [[4, [0, 1]], [4, [0, 0]], [2, [0, 0, 1]], [1, [0, 1, 1]]];
const rivalOffices: readonly (readonly [number, readonly number[]])[] = [[3, [0, 1]], [1, [0, 0, 1]]];

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
 * A small history: one to three threads, each of somebody who works at a laptop, releases it and syncs, woven into one another, and what goes wrong. Every step is likely to meet another, which in a long history of
 * steps drawn one by one few do.
 */
export const createSmallHistory = (seed: number): History => {
  const chance = createChance(childSeed(seed, 0));
  const theme = weighted(chance, themes);
  const { narrow, disputed } = theme;
  const laptops = weighted(chance, narrow || disputed ? rivalOffices : offices);
  const laptop = () => chance.below(laptops.length);
  const colleagueOf = (by: number) => laptops.findIndex((district, at) => at !== by && district === laptops[by]);
  let made = 0;
  const command = (kind: CommandKind, by: number): Step => ({ do: 'command', laptop: by, kind, seed: childSeed(seed, ++made), ...(narrow ? { narrow } : {}), ...(chance.below(8) === 0 ? { crash: crashOf(chance, 1) } : {}) });
  // Faults come between before much has become of a dispute: most of those go without.
  const calm = disputed === true && chance.below(4) > 0;
  const sync = (by: number): Step => ({
    do: 'sync', laptop: by,
    faults: !calm && chance.below(3) > 0 ? [faultOf(chance)] : [],
    ...(!calm && chance.below(4) === 0 ? { crash: crashOf(chance, 8) } : {}),
  });
  const plain = (by: number): Step => ({ do: 'sync', laptop: by, faults: [] });
  const handIn = (by: number): Step[] => [...(calm || chance.below(8) > 0 ? [command('batch', by)] : []), ...(calm || chance.below(8) > 0 ? [sync(by)] : [])];
  const thread = (by: number): Step[] => [...(theme.registers ? [command('register', by), ...handIn(by)] : []), ...Array.from({ length: theme.most ? 2 + chance.below(theme.most - 1) : chance.below(4) === 0 ? 2 : 1 }, () => command(weighted(chance, theme.kinds), by)), ...handIn(by)];
  const mishaps: readonly (readonly [number, () => readonly Step[]])[] = [
    [4, () => [{ do: 'crash', laptop: laptop(), power: chance.below(2) === 0, keep: chance.next() }]],
    [2, () => [{ do: 'diskFull', laptop: laptop(), commits: 1 + chance.below(3) }]],
    [2, () => [{ do: 'clock', laptop: laptop(), by: Math.floor((chance.next() * 2 - 1) * year) }]],
    [1, () => [{ do: 'time', by: Math.floor(chance.next() * 86_400_000) }]],
    [5, () => {
      const by = laptop();
      return [command('batch', by), { do: 'copy', laptop: by }, { do: 'carry', laptop: laptop(), which: chance.next(), ...(chance.below(2) === 0 ? { damage: chance.next() } : {}) }];
    }],
    // Who was registered after the backup is known to a colleague, who changes their record before it is handed in again.
    [colleagueOf(0) === -1 ? 0 : 3, () => {
      const [by, reader] = chance.below(2) === 0 ? [0, colleagueOf(0)] : [colleagueOf(0), 0];
      return [{ do: 'backup' }, command('register', by), command('batch', by), plain(by), plain(reader), { do: 'restore' }, command('editPerson', reader), command('editPerson', reader), command('batch', reader), plain(reader)];
    }],
    [3, () => [{ do: 'replay', which: chance.next() }]],
    [4, () => [{ do: 'together', laptops: laptops.map((_, at) => at) }]],
    [5, () => [sync(laptop())]],
    [6, () => [{ do: 'backup' }, { do: 'restore' }, sync(laptop())]],
    [laptops.length > 2 ? 10 : 0, () => {
      const by = laptop();
      return [command('batch', by), { do: 'revoke', laptop: by }, { do: 'carry', laptop: (by + 1) % laptops.length, which: 0.999 }, ...(chance.below(2) === 0 ? [sync(by)] : [])];
    }],
    // What the centre had taken in is lost with the restore, and the laptop is revoked before it can hear of that.
    [laptops.length > 2 ? 6 : 0, () => {
      const by = laptop();
      return [{ do: 'backup' }, command('batch', by), sync(by), { do: 'restore' }, { do: 'revoke', laptop: by }, sync(by)];
    }],
  ];
  // In a dispute both sides are heard and somebody decides, perhaps twice.
  const decided = (by: number): Step[] => [sync(by), command('decide', by), ...(chance.below(3) > 0 ? [command('takeBack', by), ...(chance.below(2) === 0 ? [command('decide', by)] : [])] : []), ...handIn(by)];
  const [a, b] = [laptop(), laptop()];
  // In a quarter one works alone, with what goes wrong about it.
  const others = disputed ? 1 : weighted(chance, [[2, 0], [5, 1], [1, 2]]);
  const first = theme.returns ? [] : weave(chance, [thread(a), ...Array.from({ length: others }, (_, at) => thread(at > 0 ? laptop() : disputed && a === b ? (a + 1) % laptops.length : b))]);
  const then = disputed ? weave(chance, [decided(laptop()), chance.below(2) === 0 ? decided(laptop()) : thread(laptop())]) : chance.below(6) === 0 ? thread(laptop()) : [];
  // There and back: chance alone seldom sends a case home.
  const far = laptops.length - 1;
  const returned = (from: number, to: number): Step[] => [command('work', from), command('batch', from), plain(from), plain(to)];
  const home: Step[] = theme.returns ? [...returned(0, far), ...(chance.below(2) === 0 ? [command('editPerson', 0)] : []), ...returned(far, 0)] : [];
  const wrong = Array.from({ length: chance.below(3) }, () => weighted(chance, mishaps)());
  const steps = weave(chance, [[...home, ...first, ...then], ...wrong]);
  const warm = createChance(childSeed(seed, 1_000_002)).below(3) === 0;
  return { seed, laptops, districts: 2, warm, ...withOlder(createChance(childSeed(seed, 1_000_001)), 6, laptops.length, withChunks(createChance(childSeed(seed, 1_000_004)), 8, steps)) };
};
