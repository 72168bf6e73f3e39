import { same, type Fields } from './shapes.ts';

const steps = ['handedOver', 'returned', 'approved', 'transferred'];
const judged = ['id', 'number', 'personId', 'risk', 'opened', 'district', 'status', 'facts', ...steps];

/** Each move of a case: from, to, whose it is, what it may touch. */
const moves: readonly { readonly from: string; readonly to: string; readonly role: string; readonly touches: readonly string[]; readonly fourEyes?: true }[] = [
  ...['draft', 'returned'].flatMap((from) => [
    { from, to: from, role: 'caseworker', touches: ['facts'] },
    { from, to: 'review', role: 'caseworker', touches: ['status', 'handedOver', 'returned', 'facts'] },
  ]),
  { from: 'review', to: 'approved', role: 'supervisor', touches: ['status', 'approved', 'returned'], fourEyes: true },
  { from: 'review', to: 'returned', role: 'supervisor', touches: ['status', 'returned', 'handedOver'] },
  { from: 'approved', to: 'approved', role: 'supervisor', touches: ['district', 'transferred'] },
];

const byOf = (step: unknown) => (step as { by?: string } | null)?.by;

/** True where `author` with `role` may turn `before` into `after`. */
export const mayDo = (collection: string, before: Fields | undefined, after: Fields, author: string, role: string): boolean => {
  if (collection === 'persons') return role === 'caseworker' || role === 'supervisor';
  if (collection === 'batches') return role === 'supervisor' && byOf(after['signed']) === author;
  if (!before) return role === 'caseworker' && after['status'] === 'draft' && byOf(after['opened']) === author && steps.every((step) => after[step] === null);
  const changed = judged.filter((field) => !same(before[field] ?? null, after[field] ?? null));
  if (changed.length === 0) return true;
  if (changed.some((field) => steps.includes(field) && after[field] !== null && byOf(after[field]) !== author)) return false;
  return moves.some((move) =>
    move.from === before['status'] && move.to === after['status'] && move.role === role && changed.every((field) => move.touches.includes(field)) &&
    (!move.fourEyes || (byOf(before['opened']) !== author && byOf(before['handedOver']) !== author)));
};
