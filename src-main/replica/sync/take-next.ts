import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { nextTurn, sealCarried } from '../office/carried-outbox.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { Session } from './open-session.ts';
import { takeOutbox, type Outbox } from './outbox.ts';
import { findCompactLink } from './warm-link.ts';

/** The centre takes what is carried, as far as it has said. */
export const mayCarry = (host: Host, session: Session): boolean => host.carries !== false && session.mayCarry;

/** What goes next: this laptop's, or what it carries for another of its office, in the order of their clocks. An envelope that was on its way goes before anything. Undefined where nothing does. Errors: those of the storage. */
export const takeNext = (host: Host, session: Session): Result<Outbox | undefined, AppError> => {
  const { db } = getOffice(host).replica;
  const turn = findDeviceSetting(db, 'push.outbox') ? { before: undefined } : nextTurn(db, mayCarry(host, session));
  const most = Math.min(session.mostEntries, host.mostEntries ?? Infinity);
  if (turn && 'carried' in turn) return ok(sealCarried(host, turn.carried.slice(0, most)));
  return turn ? takeOutbox(host, most, findCompactLink(host, session), turn.before) : ok(undefined);
};
