import { expect, it } from 'vitest';
import type { CommandKind } from '../../simulation/commands.ts';
import type { History, Step } from '../../simulation/history.ts';
import { play } from '../../simulation/play.ts';

const command = (laptop: number, kind: CommandKind, seed: number): Step => ({ do: 'command', laptop, kind, seed });
const narrow = (laptop: number, kind: CommandKind, seed: number): Step => ({ do: 'command', laptop, kind, seed, narrow: true });
const sync = (laptop: number): Step => ({ do: 'sync', laptop, faults: [] });
const office = { laptops: [0, 0, 1], districts: 2, older: { laptops: {}, centre: undefined }, warm: false } as const;

type Known = {
  readonly steps: readonly Step[]; readonly older?: History['older']; readonly laptops?: History['laptops']; readonly districts?: number; readonly warm?: true;
  /** Of the world in which it was found, where others do not show it. */
  readonly seed?: number;
  readonly injected: Readonly<Record<string, number>>;
  /** What has to have come of it in all its worlds together, at least. */
  readonly came?: Readonly<Partial<Record<'disputes' | 'decided' | 'merged' | 'quarantined', number>>>;
};

/** What once went wrong, without chance, and what has to have happened in it. */
const histories: Readonly<Record<string, Known>> = {
  'a restore loses what a laptop had a receipt for, and it is revoked before it hears of that': {
    steps: [{ do: 'backup' }, command(0, 'editPerson', 3), command(0, 'batch', 5), sync(0), { do: 'restore' }, { do: 'revoke', laptop: 0 }, sync(0)],
    injected: { restore: 1, revoke: 1, lastWord: 1 },
  },
  'a restore loses what a laptop had pulled, which a day later looks through its documents and takes it for nobody’s': {
    steps: [{ do: 'backup' }, command(1, 'editPerson', 826196520), command(1, 'batch', 1462437999), sync(1), sync(0), { do: 'restore' }, { do: 'time', by: 81_787_822 }],
    injected: { restore: 1 },
  },
  'a laptop dies over the first page after a restore, and somebody types what nobody has written yet over a document that is not read again': {
    steps: [
      { do: 'backup' }, { do: 'restore' }, command(2, 'register', 5), command(2, 'batch', -718079466), { do: 'sync', laptop: 2, faults: [], crash: { left: 5, when: 'before', power: false, keep: 0 } },
      command(2, 'editPerson', 39), command(2, 'batch', -1005722678),
    ],
    injected: { restore: 1, laptopCrashBefore: 1 },
  },
  'somebody types on in a dispute, decides it, and releases first the decision and then what was typed before it': {
    steps: [
      { do: 'together', laptops: [2, 0] }, command(2, 'rival', 711974987), command(0, 'rival', 1674554422), command(2, 'batch', 597498988), command(0, 'batch', -189628421), sync(2), sync(0),
      command(0, 'rival', -263684808), command(0, 'decide', -477344658), command(0, 'batch', 707016539), sync(0), command(0, 'batch', 741594989),
    ],
    injected: { together: 1 },
  },
  'what became of an entry, and of a later one of a colleague, comes before the answer for it, which a cut line lost': {
    steps: [
      sync(0), command(0, 'register', 690352157), command(0, 'batch', -2012123840), sync(1), command(0, 'editPerson', -761320269), command(0, 'batch', 1725574346), { do: 'restore' },
      { do: 'sync', laptop: 0, faults: [{ request: 1, kind: 'cutReply', at: 0.019 }] }, command(1, 'editPerson', -1056003623), command(1, 'batch', -210477197), sync(1),
    ],
    injected: { cutReply: 1 },
  },
  'what was taken before a restore is put aside after it, and the centre dies over the answer': {
    steps: [
      { do: 'backup' }, command(1, 'flawed', -1072024406), command(1, 'batch', -267676402), sync(1), command(1, 'editPerson', -101046780), command(1, 'batch', -1011164089), sync(1), { do: 'restore' },
      { do: 'sync', laptop: 1, faults: [{ request: 1, kind: 'centreCrash', left: 1, when: 'after' }] },
    ],
    injected: { restore: 1 },
  },
  'two questions of one laptop and an answer of another, which the first has not read, meet in one set': {
    steps: [
      command(2, 'rival', 571130007), command(0, 'rival', -963328719), command(2, 'batch', 1585530532), command(0, 'batch', -1819568871), sync(2), sync(0), sync(2),
      command(2, 'decide', -1548117098), command(0, 'decide', -1909873025), command(0, 'batch', 1592938609), command(2, 'decide', -1127277056), command(2, 'batch', 665805319),
    ],
    injected: {}, came: { disputes: 1, merged: 1 },
  },
  'what a laptop shows of a document is not one by today’s law, and a word of another district won over a later one of its own': {
    steps: [
      command(2, 'flawed', 1875427353), command(2, 'batch', -187818771), command(2, 'editPerson', -410229981), command(2, 'work', -1250697302), command(2, 'batch', 363936127),
      command(0, 'editPerson', 822282824), command(0, 'batch', 2142548399),
    ],
    injected: {}, came: { merged: 1, quarantined: 1 },
  },
  'a dispute leaves with its case before a laptop’s program can read disputes': {
    older: { laptops: { 0: { protocol: 2, lacks: ['kinds', 'takes', 'office', 'last'] } }, centre: undefined },
    steps: [
      narrow(0, 'work', -1271052272), narrow(0, 'batch', -714799656), sync(0), sync(2), narrow(1, 'work', -182518539), narrow(2, 'work', 1476933119), narrow(2, 'batch', 620651259), sync(2), sync(0),
      narrow(1, 'batch', 1202067997), narrow(0, 'work', 1406613039), sync(1), command(0, 'batch', 1046915692), sync(0), { do: 'renew', laptop: 0 },
    ],
    injected: { renewed: 1 },
  },
  'an envelope stands ready without a manifest that the centre had, and loses with a restore': {
    steps: [
      command(0, 'editPerson', 893015416), { do: 'backup' }, command(0, 'batch', 291325996), { do: 'sync', laptop: 0, faults: [{ request: 2, kind: 'cutRequest', at: 0.573 }] },
      { do: 'sync', laptop: 0, faults: [{ request: 1, kind: 'damagedReply', at: 0.466 }] }, { do: 'restore' },
    ],
    injected: { restore: 1 },
  },
  'an office sends a case away and decides a dispute about it in one batch': {
    laptops: [0, 0, 1, 1],
    steps: [
      narrow(3, 'work', 2120438376), narrow(2, 'work', 1157440762), narrow(2, 'batch', 184500765), narrow(3, 'batch', -1979692676), sync(3), sync(2), narrow(2, 'work', -1021749199), narrow(2, 'decide', -1379828971),
      narrow(2, 'batch', 905034011),
    ],
    injected: {}, came: { decided: 1 },
  },
  'what waited beside a dispute is in its set already': {
    laptops: [0, 1],
    steps: [
      command(1, 'rival', -1619669080), command(1, 'rival', 1795471481), command(1, 'batch', 1142848763), sync(1), command(0, 'rival', -471168964), command(0, 'batch', -1303792673), sync(0),
      command(0, 'decide', 118170438), command(0, 'batch', -321517796),
    ],
    injected: {}, seed: 700085754, came: { decided: 1 },
  },
  'a restore loses a dispute, whose decision comes in one envelope with what opens it again and with what no database can keep': {
    laptops: [0, 0, 1, 2], districts: 3, seed: 720106735,
    steps: [
      command(1, 'flawed', 1206659112), { do: 'backup' }, command(0, 'rival', -1305850495), command(1, 'rival', 1650412482), command(0, 'batch', -1405308882), command(1, 'batch', 320970737), sync(0), sync(1), { do: 'restore' },
      command(1, 'decide', 1545648779), command(1, 'batch', 1829288074),
    ],
    injected: { restore: 1 }, came: { disputes: 1, quarantined: 1 },
  },
  'a restore loses a dispute, whose decision comes in one envelope with what opens it again': {
    laptops: [0, 0, 1, 2], districts: 3, seed: 720106735,
    steps: [
      { do: 'backup' }, command(0, 'rival', -1305850495), command(1, 'rival', 1650412482), command(0, 'batch', -1405308882), command(1, 'batch', 320970737), sync(0), sync(1), { do: 'restore' },
      command(1, 'decide', 1545648779), command(1, 'batch', 1829288074),
    ],
    injected: { restore: 1 }, came: { disputes: 1, quarantined: 2 },
  },
  'a restore loses a dispute, and its decision is answered for after the dispute has come again': {
    laptops: [0, 0, 1, 1], seed: 740213718,
    steps: [
      { do: 'backup' }, command(0, 'rival', -2143568944), command(3, 'rival', -182952401), command(0, 'batch', -1294251620), command(3, 'batch', -1109838028), sync(0), sync(3), { do: 'restore' },
      command(3, 'decide', 1751506036), command(3, 'batch', 170643594), sync(0), { do: 'sync', laptop: 3, faults: [{ request: 1, kind: 'cutReply', at: 0.018 }] },
    ],
    injected: { restore: 1, cutReply: 1 }, came: { disputes: 1, quarantined: 2 },
  },
  'the servers are ended over a word on a link, whose laptop has stopped listening, and its database put back': {
    warm: true,
    steps: [
      { do: 'together', laptops: [0, 1, 2] }, { do: 'backup' }, command(1, 'editPerson', -1443295877), command(1, 'batch', 1865358970), { do: 'sync', laptop: 1, faults: [{ request: 0, kind: 'cancel' }] }, { do: 'restore' },
      command(0, 'editPerson', -1177391237), command(0, 'batch', -187411631),
    ],
    injected: { restore: 1, cancel: 1 },
  },
  'two laptops merge the same two records, each the other way round': {
    steps: [sync(0), sync(1), command(0, 'merge', 1), command(0, 'batch', 5), command(1, 'merge', 8), command(1, 'batch', 5), sync(0), sync(1)],
    injected: {}, seed: 1, came: { quarantined: 2 },
  },
  'a laptop that never shook hands hands in its last words, and a restore loses them, and that it was revoked': {
    laptops: [0, 1, 1],
    steps: [{ do: 'backup' }, command(0, 'register', 1044599679), { do: 'revoke', laptop: 0 }, { do: 'sync', laptop: 0, faults: [{ request: 2, kind: 'cutReply', at: 0.89 }] }, { do: 'restore' }],
    injected: { revoke: 1, cutReply: 1, restore: 1 },
  },
};

it.each(Object.entries(histories))('nothing is lost where %s', async (_name, { steps, injected, older = office.older, laptops = office.laptops, districts = office.districts, warm = office.warm, seed: found = 0, came = {} }) => {
  const sum: Record<string, number> = {};
  for (const seed of [found, ...Array.from({ length: 12 }, (_, index) => index + 1)]) {
    const history: History = { ...office, older, laptops, districts, warm, seed, steps };
    const played = await play(history);
    expect(played.faults).toEqual([]);
    expect(played.injected).toMatchObject(injected);
    for (const kind of Object.keys(came)) sum[kind] = (sum[kind] ?? 0) + (played.counts[kind as keyof typeof came] ?? 0);
  }
  // What it is about has happened.
  for (const [kind, least] of Object.entries(came)) expect(sum[kind], kind).toBeGreaterThanOrEqual(least);
});
