import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { nextTurn, sealCarried, type Carrying, type NextTurn } from '../office/carried-outbox.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import type { Session } from './open-session.ts';
import { takeOutbox, type Outbox } from './outbox.ts';
import { findCompactLink } from './warm-link.ts';

/** What the centre takes of what is carried, as far as it has said. */
export const carryingOf = (host: Host, session: Session): Carrying => ({ carries: host.carries !== false, refused: session.notCarried });

/** What goes next: this laptop's, or what it carries for another of its office, in the order of their clocks. An envelope that was on its way goes before anything. Undefined where nothing does. Errors: those of the storage. */
export const takeNext = (host: Host, session: Session): Result<Outbox | undefined, AppError> => {
  const { db } = getOffice(host).replica;
  const turn: NextTurn | undefined = findDeviceSetting(db, 'push.outbox') ? { before: undefined, held: [] } : nextTurn(db, carryingOf(host, session));
  const most = Math.min(session.mostEntries, host.mostEntries ?? Infinity);
  if (turn && 'carried' in turn) return ok(sealCarried(host, turn.carried.slice(0, most)));
  return turn ? takeOutbox(host, most, findCompactLink(host, session), turn.before, turn.held) : ok(undefined);
};
