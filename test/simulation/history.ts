import type { CommandKind } from './commands.ts';
import type { LineFault } from './network.ts';
import type { Older } from './program.ts';

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
