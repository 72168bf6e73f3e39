import { expect, it } from 'vitest';
import type { CommandKind } from '../../simulation/commands.ts';
import type { History, Step } from '../../simulation/history.ts';
import { play } from '../../simulation/play.ts';

const command = (laptop: number, kind: CommandKind, seed: number): Step => ({ do: 'command', laptop, kind, seed });
const sync = (laptop: number): Step => ({ do: 'sync', laptop, faults: [] });
const office = { laptops: [0, 0, 1], districts: 2, older: { laptops: {}, centre: undefined }, warm: false } as const;

/** What once went wrong, without chance. */
const histories: Readonly<Record<string, readonly Step[]>> = {
  'a restore loses what a laptop had a receipt for, and it is revoked before it hears of that': [{ do: 'backup' }, command(0, 'editPerson', 3), command(0, 'batch', 5), sync(0), { do: 'restore' }, { do: 'revoke', laptop: 0 }, sync(0)],
};

it.each(Object.entries(histories))('nothing is lost where %s', async (_name, steps) => {
  for (let seed = 1; seed <= 12; seed++) {
    const history: History = { ...office, seed, steps };
    const { faults, injected } = await play(history);
    expect(faults).toEqual([]);
    expect(injected).toMatchObject({ restore: 1, revoke: 1, lastWord: 1 });
  }
});
