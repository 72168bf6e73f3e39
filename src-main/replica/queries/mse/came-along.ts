import { officeDay } from '../../../../shared/base/office-day.ts';
import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Decision } from '../../../../shared/domain/decision.ts';
import type { ActEffect } from '../../../../shared/domain/mse/act-effect.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { listDocumentsBy } from '../../store/documents.ts';
import { sameRecords } from '../same-records.ts';

/** What another district decided, on which a decision rests, and what acts that were signed here since say. */
export type CameAlong = { readonly decided: Decision; readonly since: readonly ActEffect[] };

/** The newest decision of another district that this one was made anew from, or it is itself; one that was made here afresh, after the other had been withdrawn, has taken over its facts. */
const findDecided = (decisions: readonly Decision[], decision: Decision, area: string): Decision | undefined => {
  if (!decisions.some(({ district }) => district !== area)) return undefined;
  const before = (one: Decision, rest: readonly Decision[]): Decision => {
    const next = one.district === area ? rest.find(({ id }) => id === one.replaces) : undefined;
    return next ? before(next, rest.filter((other) => other !== next)) : one;
  };
  const found = before(decision, decisions);
  return found.district === area ? decision : found;
};

/** What of a decision came along with its case, where it did. Acts that had been signed before tell nothing new: who decided later had newer ones. `decisions`: all of the case. */
export const findCameAlong = (host: Host, decisions: readonly Decision[], decision: Decision, person: PersonId, effects: readonly ActEffect[]): CameAlong | undefined => {
  const { replica, certificate } = getOffice(host);
  const decided = findDecided(decisions, decision, certificate.area);
  if (!decided) return undefined;
  const day = officeDay(decided.decided.at);
  const acts = new Set(sameRecords(replica, person).ids.flatMap((id) => listDocumentsBy(replica, 'extracts', 'personId', id)).filter((extract) => extract.day >= day).map(({ act }) => act));
  return { decided, since: effects.filter(({ act }) => acts.has(act)) };
};
