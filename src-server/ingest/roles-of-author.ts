import { instantOf } from '../../shared/base/instant.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { findActing } from '../../shared/sync/acting/find-acting.ts';
import type { JournalEntry } from '../../shared/sync/journal-entry.ts';
import type { Workspace } from './workspace.ts';

/** A clock may be made to show anything; no order has a day behind this one. */
const latest = Date.UTC(2199, 0, 1);

/** What the author of an entry might do when they wrote it, by the entry's own clock: their roles on the device, and a supervisor's within the term of an order that appoints them. Undefined for somebody who does not work there. */
export const rolesOfAuthor = ({ roles, acting }: Pick<Workspace, 'roles' | 'acting'>, { author, hlc }: Pick<JournalEntry, 'author' | 'hlc'>): readonly Role[] | undefined => {
  const own = roles.get(author);
  const time = Number.parseInt(hlc.slice(0, 12), 16);
  if (!own || acting.length === 0 || own.includes('supervisor') || time > latest) return own;
  return findActing(acting, author, instantOf(time)) ? [...own, 'supervisor'] : own;
};
