import { childSeed, createChance } from './chance.ts';
import type { CommandKind } from './commands.ts';
import type { History, Step } from './history.ts';
import { crashOf, faultOf, weighted, year } from './mishaps.ts';
import { withChunks, withOlder } from './older-programs.ts';

/** A long history: three quarters work and syncs, the rest what goes wrong. */
export const createLongHistory = (seed: number): History => {
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
  return { seed, laptops, districts, warm, ...withOlder(createChance(childSeed(seed, 1_000_001)), 3, laptops.length, withChunks(createChance(childSeed(seed, 1_000_004)), 4, steps)) };
};
