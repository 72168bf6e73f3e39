import { canonicalJson } from '../base/canonical-json.ts';
import { mayTakeRight, outcomeOf } from './task-outcome.ts';
import type { Task } from './task.ts';

type Dispute = Parameters<typeof outcomeOf>[0];
type Value = Task['left']['values'][string];
type Values = Task['left']['values'];

/** What a person takes for a part: a side's value, or one that neither side has. */
export type Pick = 'left' | 'right' | { readonly value: Value };

/**
 * A part of a dispute as a person sees it: one fact of a case, one field of a record, the step a case has come to. `right` undefined: that side left it alone. `mayTake`: the right side may be taken over;
 * `mayType`: a third value may be typed.
 */
export type TaskPart = { readonly path: string; readonly left: Value | undefined; readonly right: Value | undefined; readonly mayTake: boolean; readonly mayType: boolean };

/** Fields that say together which step a case has come to; they are taken together. */
const stepFields: ReadonlySet<string> = new Set(['status', 'approved', 'handedOver', 'returned', 'transferred', 'district']);

type Plain = { readonly [key: string]: Value };
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const isTyped = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || value === null || value === undefined;

/** The differing leaves of two records of facts: those of the law one by one. */
const factPaths = (left: Plain, right: Plain, prefix: string): string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => !same(left[key], right[key])).flatMap((key) =>
    key === 'law' && prefix === 'facts' ? factPaths((left[key] ?? {}) as Plain, (right[key] ?? {}) as Plain, 'facts.law') : [`${prefix}.${key}`]);

const at = (value: Value | undefined, path: readonly string[]): Value | undefined => path.reduce<Value | undefined>((found, key) => (isPlain(found) && Object.hasOwn(found, key) ? found[key] : undefined), value);

/** The parts of a dispute, in the order of their names; the step of a case last. */
export const partsOf = (task: Dispute): TaskPart[] => {
  const { left: { values: left }, right: { values: right } } = task;
  const steps = task.collection === 'cases' ? task.fields.filter((field) => stepFields.has(field)) : [];
  const single = task.fields.filter((field) => !steps.includes(field)).flatMap((field): TaskPart[] => {
    const mayTake = mayTakeRight(task, field);
    if (task.collection === 'cases' && field === 'facts' && isPlain(left[field]) && isPlain(right[field])) {
      return factPaths(left[field], right[field], 'facts').map((path) => {
        const [a, b] = [left, right].map((values) => at(values[field], path.split('.').slice(1)));
        return { path, left: a, right: b, mayTake, mayType: isTyped(a) && isTyped(b) };
      });
    }
    return [{ path: field, left: left[field], right: right[field], mayTake, mayType: mayTake && isTyped(left[field]) && isTyped(right[field]) }];
  });
  const moved = steps.some((field) => field in right && !same(left[field], right[field])) || (steps.length > 0 && left['status'] !== undefined && !same(left['status'], 'draft'));
  const step: TaskPart[] = moved ? [{ path: 'status', left: left['status'], right: 'transferred' in right ? 'transferredAway' : right['status'], mayTake: 'status' in right && !('transferred' in right), mayType: false }] : [];
  return [...single, ...step];
};



/** `values` with `value` at `path` of a record; undefined takes it away. */
const withAt = (record: Plain, [key, ...rest]: readonly string[], value: Value | undefined): Plain => {
  const { [key!]: before, ...others } = record;
  if (rest.length > 0) return { ...record, [key!]: withAt(isPlain(before) ? before : {}, rest, value) };
  return value === undefined ? others : { ...others, [key!]: value };
};

/** The outcome of picking parts one by one (what is not picked stays as `left` has it), as `outcomeOf` makes it sound. */
export const composeOutcome = (task: Dispute, picks: Readonly<Record<string, Pick>>): Values => {
  let chosen: Values = {};
  for (const part of partsOf(task)) {
    const pick = picks[part.path];
    if (pick === undefined || pick === 'left') continue;
    if (pick === 'right' && (!part.mayTake || (part.right === undefined && !part.path.includes('.')))) continue;
    const [field, ...inside] = part.path.split('.') as [string, ...string[]];
    if (part.path === 'status' && task.collection === 'cases') for (const one of task.fields.filter((name) => stepFields.has(name) && name in task.right.values)) chosen = { ...chosen, [one]: task.right.values[one]! };
    else if (inside.length > 0) chosen = { ...chosen, [field]: withAt((chosen[field] ?? task.left.values[field] ?? {}) as Plain, inside, pick === 'right' ? part.right : pick.value) };
    else chosen = { ...chosen, [field]: pick === 'right' ? part.right! : pick.value };
  }
  return outcomeOf(task, chosen);
};
