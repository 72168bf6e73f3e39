import { textOf } from '../../shared/base/bytes.ts';
import { createChance } from './chance.ts';
import { decideCommand, type Command, type Flaw } from './commands.ts';
import { SimulatedCrash } from './crash.ts';
import type { Step } from './history.ts';
import type { Laptop } from './laptop.ts';
import { poison } from './memory-store.ts';
import { ruleOf } from './model/reference-merge.ts';
import { same, type Fields, type ModelEntry } from './model/shapes.ts';
import type { World } from './world.ts';

type Row = { readonly number: number; readonly hash: Uint8Array; readonly bytes: Uint8Array };

/** The fields that a change means to change, found without the engine. */
const meant = (before: Fields | undefined, after: Fields): Fields => Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== undefined && (!before || !(field in before) || !same(before[field], value))));

/** What a change means to put into sets and to take out of them; a new document's are whole as they are. */
const setsMeant = (collection: string, before: Fields | undefined, fields: Fields): ModelEntry['sets'] => {
  const without = (a: unknown, b: unknown) => (a as unknown[]).filter((one) => !(b as unknown[]).some((other) => same(one, other)));
  const isPlain = (list: unknown): boolean => Array.isArray(list) && list.every((one, at) => list.findIndex((other) => same(one, other)) === at);
  const sets = Object.entries(fields).filter(([field, value]) => ruleOf(collection, field) === 'both' && isPlain(value) && isPlain(before?.[field]));
  return sets.length === 0 ? undefined : Object.fromEntries(sets.map(([field, value]) => [field, { put: without(value, before![field]), out: without(before![field], value) }]));
};

/** What is wrong with the fields themselves, whoever brought it there: a merge takes over a phone number that no database can hold. */
const flawOf = (fields: Fields): Flaw | undefined => {
  const text = JSON.stringify(fields);
  return text.includes('\\u0000') ? 'unreadable' : text.includes(poison) ? 'unstorable' : undefined;
};

const cursorOf = (laptop: Laptop, collection: string) =>
  laptop.db().find<{ epoch: number; seq: number }>('SELECT epoch, seq FROM cursor WHERE stream = ?', `${laptop.identity.area}/${['persons', 'registryTasks'].includes(collection) ? 'registry' : 'casework'}`);

/** Tells the reference what the journal now holds more, and holds each new row against what the command meant. */
const adopt = ({ reference }: World, laptop: Laptop, command: Command, bases: readonly number[]): void => {
  const { id } = laptop.identity;
  const known = reference.entriesOf(id).length;
  const rows = laptop.db().list<Row>('SELECT number, hash, bytes FROM journal WHERE number > ? ORDER BY number', known);
  const seen = (command.seen ?? []).map(({ collection, id: read }, index) => ({ collection, after: { id: read }, base: bases[command.changes.length + index]!, fields: {} }));
  const changed = command.changes.map((change, index) => ({ ...change, base: bases[index]!, fields: meant(change.before as Fields | undefined, change.after as unknown as Fields) })).filter(({ fields }) => Object.keys(fields).length > 0);
  const wanted = [...changed, ...seen];
  if (rows.length !== wanted.length) reference.fault('lost', `${id}: ${rows.length} journal rows for ${wanted.length} changes`);
  for (const [index, row] of rows.entries()) {
    const { collection, after, base, fields } = wanted[index] ?? wanted[0]!;
    const read = JSON.parse(textOf(row.bytes)) as { collection: string; document: string; changes: Fields; sets?: ModelEntry['sets']; base: number; author: string; hlc: string; number: number; device: string };
    const right = read.device === id && read.number === row.number && read.collection === collection && read.document === after.id && same(read.changes, fields);
    const sets = setsMeant(collection, (wanted[index] as { before?: Fields | undefined }).before, fields);
    if (!same(read.sets ?? {}, sets ?? {})) reference.fault('lost', `${id}#${row.number} says otherwise what was put into a set`);
    if (!right) reference.fault('lost', `${id}#${row.number} is not what was typed`);
    if (read.base !== base) reference.fault('mismatched', `${id}#${row.number}: base ${read.base}, the laptop has read up to ${base}`);
    reference.wrote({ device: id, number: row.number, hash: Buffer.from(row.hash).toString('hex'), collection, document: after.id, changes: fields, sets, base, author: read.author, hlc: read.hlc, flaw: flawOf(fields) ?? command.flaw, released: 'no' });
  }
  if (command.takesBack) reference.tookBack(id, command.takesBack);
  if (command.release) reference.released(id, command.release.numbers, command.release.how);
};

/** Somebody does something at a laptop, which may die over it. */
export const doCommand = (world: World, step: Extract<Step, { do: 'command' }>, injected: (kind: string) => void): void => {
  const laptop = world.laptops[step.laptop]!;
  if (laptop.isErased()) return;
  const decided = decideCommand(step.kind, laptop, createChance(step.seed), world.districts, step.narrow === true);
  if (!decided.ok) return;
  const command = decided.value;
  const about = [...command.changes.map(({ collection, after }) => ({ collection, id: after.id as string })), ...(command.seen ?? [])];
  const bases = about.map(({ collection, id }) => world.reference.baseOf(cursorOf(laptop, collection), laptop.identity.area, `${collection}/${id}`));
  if (step.crash) laptop.disk.crashAt = { ...step.crash };
  try {
    const saved = command.save();
    laptop.disk.crashAt = undefined;
    if (saved.ok) {
      if (command.takesBack) injected('takenBack');
      return adopt(world, laptop, command, bases);
    }
    if (saved.error.type !== 'StorageFull') world.reference.fault('lost', `a command failed: ${saved.error.type}`);
    injected('diskFull');
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) throw error;
    injected(`laptopCrash${step.crash!.when === 'before' ? 'Before' : 'After'}`);
    const lost = laptop.crash(step.crash!.power, step.crash!.keep);
    if (step.crash!.power) injected('powerCut');
    if (lost > 0) injected('lostUnsynced');
    // It died before it could say so, but what is on the disk is there, and must stay.
    if (laptop.db().find('SELECT 1 FROM journal WHERE number > ?', world.reference.entriesOf(laptop.identity.id).length) !== undefined) adopt(world, laptop, command, bases);
  }
};
