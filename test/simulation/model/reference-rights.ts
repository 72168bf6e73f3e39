import { mayChangeTask } from './reference-tasks.ts';
import { same, type Fields } from './shapes.ts';

/** Who wrote an entry: their role and name on the device, and the centre's time when it was taken in. */
export type ModelActor = { readonly author: string; readonly role: string; readonly name: string; readonly at: string };

const steps = ['handedOver', 'returned', 'approved', 'transferred'];
const known = ['id', 'number', 'personId', 'risk', 'opened', 'district', 'status', 'facts', ...steps];

/** Each move of a case: from, to, whose it is, what it may touch, and the step that it must set. */
const moves: readonly { readonly from: string; readonly to: string; readonly role: string; readonly touches: readonly string[]; readonly sets?: string; readonly fourEyes?: true; readonly takesBack?: true }[] = [
  ...['draft', 'returned'].flatMap((from) => [
    { from, to: from, role: 'caseworker', touches: ['facts'] },
    { from, to: 'review', role: 'caseworker', touches: ['status', 'handedOver', 'returned', 'facts'], sets: 'handedOver' },
  ]),
  { from: 'review', to: 'approved', role: 'supervisor', touches: ['status', 'approved', 'returned'], sets: 'approved', fourEyes: true },
  { from: 'review', to: 'returned', role: 'supervisor', touches: ['status', 'returned', 'handedOver'], sets: 'returned' },
  { from: 'approved', to: 'review', role: 'supervisor', touches: ['status', 'approved'], takesBack: true },
  { from: 'approved', to: 'approved', role: 'supervisor', touches: ['district', 'transferred'], sets: 'transferred' },
];

type ModelStep = { readonly by?: string; readonly byName?: string; readonly at?: string } | null | undefined;
const byOf = (step: unknown) => (step as ModelStep)?.by;

/** A step stands in the name of who did it, at a time that the clock of a laptop may have shown. */
const isOwn = (step: unknown, { author, name, at }: ModelActor): boolean => {
  const read = step as ModelStep;
  return read?.by === author && read.byName === name && Math.abs(Date.parse(read.at ?? '') - Date.parse(at)) <= 366 * 24 * 3600 * 1000;
};

/** Two records are called one, or two again, by a supervisor in their own name; anything else of a person by whoever works on cases. */
const mayDoPerson = (before: Fields | undefined, after: Fields, { author, role }: ModelActor, personOf: (id: unknown) => Fields | undefined): boolean => {
  if (['mergedInto', 'merge'].every((field) => same(before?.[field] ?? null, after[field] ?? null))) return role === 'caseworker' || role === 'supervisor';
  const merge = after['merge'] as { into?: string; merged?: ModelStep; undone?: ModelStep } | null | undefined;
  if (role !== 'supervisor' || !merge) return false;
  if (merge.undone) return (after['mergedInto'] ?? null) === null && merge.undone.by === author;
  // Where it leads in the end is not here again.
  const way = [merge.into as unknown];
  while (way.at(-1) && way.length <= new Set(way).size) way.push(personOf(way.at(-1))?.['mergedInto']);
  return after['mergedInto'] === merge.into && !way.includes(after['id']) && merge.merged?.by === author;
};

/** A case follows its person's record where that was merged, and goes back when that is undone; of a merge that was made and undone before it came it says both. */
const followsPerson = (before: Fields, after: Fields, { role }: ModelActor, personOf: (id: unknown) => Fields | undefined): boolean => {
  const changed = Object.keys({ ...before, ...after }).filter((field) => !same(before[field] ?? null, after[field] ?? null));
  if (role !== 'supervisor' || changed.length !== 1 || changed[0] !== 'personId') return false;
  if (personOf(before['personId'])?.['mergedInto'] === after['personId']) return true;
  return [[before['personId'], after['personId']], [after['personId'], before['personId']]].some(([one, other]) => {
    const merge = personOf(one)?.['merge'] as { into?: string; cases?: readonly unknown[]; undone?: unknown } | null | undefined;
    return Boolean(merge?.undone) && merge?.into === other && (merge?.cases ?? []).includes(after['id']);
  });
};

const mayDoCase = (before: Fields | undefined, after: Fields, actor: ModelActor): boolean => {
  if (!before) return actor.role === 'caseworker' && after['status'] === 'draft' && isOwn(after['opened'], actor) && steps.every((step) => after[step] === null);
  const names = [...new Set(Object.keys({ ...before, ...after }).filter((field) => !same(before[field] ?? null, after[field] ?? null)).map((field) => (known.includes(field) ? field : 'facts')))];
  if (names.length === 0) return true;
  if (names.some((field) => steps.includes(field) && after[field] && !isOwn(after[field], actor))) return false;
  return moves.some((move) =>
    move.from === before['status'] && move.to === after['status'] && move.role === actor.role && names.every((field) => move.touches.includes(field)) &&
    (!move.sets || (names.includes(move.sets) && after[move.sets] !== null)) &&
    (!move.fourEyes || (before['handedOver'] !== null && byOf(before['opened']) !== actor.author && byOf(before['handedOver']) !== actor.author)) &&
    (!move.takesBack || (after['approved'] === null && byOf(before['approved']) === actor.author)));
};

/** True where `actor` may turn `before` into `after`. `personOf` finds a person's record at the centre. */
export const mayDo = (collection: string, before: Fields | undefined, after: Fields, actor: ModelActor, personOf: (id: unknown) => Fields | undefined): boolean => {
  if (collection === 'persons') return mayDoPerson(before, after, actor, personOf);
  if (collection.endsWith('Tasks')) return mayChangeTask(before, after, actor.author, actor.role);
  if (collection === 'batches') return actor.role === 'supervisor' && isOwn(after['signed'], actor);
  return (before !== undefined && followsPerson(before, after, actor, personOf)) || mayDoCase(before, after, actor);
};
