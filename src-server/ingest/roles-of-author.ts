import { instantOf, type Instant } from '../../shared/base/instant.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { findActing } from '../../shared/sync/acting/find-acting.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import type { Workspace } from './workspace.ts';

/** A clock may be made to show anything; no order has a day behind this one. */
const latest = Date.UTC(2199, 0, 1);

/**
 * What the author of an entry might do when they wrote it, by the entry's own clock: their roles on the device, and a supervisor's within the term of an order that appoints them. Undefined for somebody who does not work there, or whose key was taken away before this entry: by its number, which no clock changes.
 * Nothing is written after it was released: a clock that is later than that (`by`: when it was released, or now) was once ahead, here or on a laptop whose entries were read here, and runs on from there; then the order holds that held at that time.
 */
export const rolesOfAuthor = ({ roles, acting, left }: Pick<Workspace, 'roles' | 'acting' | 'left'>, { author, hlc, number }: Pick<JournalEntry, 'author' | 'hlc' | 'number'>, by: Instant): readonly Role[] | undefined => {
  const own = number > (left.get(author) ?? Infinity) ? undefined : roles.get(author);
  if (!own || acting.length === 0 || own.includes('supervisor')) return own;
  const time = Number.parseInt(hlc.slice(0, 12), 16);
  const moments = [...(time > latest ? [] : [instantOf(time)]), ...(time > Date.parse(by) ? [by] : [])];
  return moments.some((at) => findActing(acting, author, at)) ? [...own, 'supervisor'] : own;
};
