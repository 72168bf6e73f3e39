import { canonicalJson } from '../base/canonical-json.ts';
import type { Task } from './task.ts';

type Values = Task['left']['values'];
type Dispute = Pick<Task, 'collection' | 'fields'> & { readonly left: Pick<Task['left'], 'values'>; readonly right: Pick<Task['right'], 'values'> };

/** What was put aside in these fields cannot be taken over afterwards: other documents changed with it or would have to, so it is done anew where it belongs. */
const doneAnew: Readonly<Record<string, readonly string[]>> = { persons: ['mergedInto', 'merge', 'district'], cases: ['district', 'transferred', 'personId'] };

/** Half-done work that one may take over whole, as long as neither side has brought it to its end. */
const whileOpen: Readonly<Record<string, readonly string[]>> = { assessments: ['status', 'act', 'refused'], programmes: ['closed'] };

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** True where the value that was put aside may be taken over by a decision. What is signed, sealed or made from something else is never taken over: it is done anew. */
export const mayTakeRight = (task: Dispute, field: string): boolean => {
  if (!(field in task.right.values)) return false;
  const open = whileOpen[task.collection];
  if (open) return !open.some((end) => end in task.right.values || (task.fields.includes(end) && end in task.left.values));
  return doneAnew[task.collection]?.includes(field) === false;
};

/** Fields of a case that are reviewed together with its facts. */
const steps = ['status', 'approved', 'handedOver'] as const;

/** What a dispute about `changed` of a case speaks of besides: whoever decides about the facts decides what becomes of the approval. */
export const alsoInDispute = (collection: string, changed: readonly string[]): readonly string[] => (collection === 'cases' && changed.some((field) => field !== 'personId') ? steps : []);

/**
 * What each field in dispute gets where a person has chosen `chosen` (fields that are not named stay as `left` has them). In a case nothing but an approval approves: where the outcome is not all of `left`, an
 * approval falls and the case waits for review, since an approval covers only what the approver saw.
 */
export const outcomeOf = (task: Dispute, chosen: Values): Values => {
  const left = task.left.values;
  const values = { ...left, ...chosen };
  const isLeft = Object.keys(values).every((field) => same(values[field], left[field]));
  if (task.collection !== 'cases' || isLeft || values['status'] === undefined) return values;
  const status = values['status'] === 'approved' ? 'review' : values['status'];
  const handedOver = status === 'review' ? (values['handedOver'] ?? left['handedOver'] ?? task.right.values['handedOver'] ?? null) : (values['handedOver'] ?? null);
  return { ...values, status, approved: null, handedOver };
};

/** The outcome of taking one side whole; of `right` what may be taken over. Undefined where nothing of it may. */
export const outcomeOfSide = (task: Dispute, side: 'left' | 'right'): Values | undefined => {
  if (side === 'left') return outcomeOf(task, {});
  const takeable = Object.entries(task.right.values).filter(([field]) => task.fields.includes(field) && mayTakeRight(task, field));
  return takeable.length === 0 ? undefined : outcomeOf(task, Object.fromEntries(takeable));
};

/** True where `values` is an outcome that a person may decide on: of the fields in dispute alone, and with nothing taken over that is to be done anew. */
export const isSoundOutcome = (task: Dispute, values: Values): boolean => {
  const inDispute = Object.keys(values).every((field) => task.fields.includes(field));
  const kept = task.fields.every((field) => same(values[field], task.left.values[field]) || steps.some((step) => task.collection === 'cases' && step === field) || mayTakeRight({ ...task, right: { values: { ...task.right.values, [field]: null } } }, field));
  const isOfASide = (step: (typeof steps)[number]) => [task.left.values[step], task.right.values[step], step === 'status' ? 'review' : null].some((value) => same(values[step], value));
  return inDispute && kept && (task.collection !== 'cases' || steps.every(isOfASide)) && same(outcomeOf(task, values), values);
};
