import { officeDay } from '../../../../shared/base/office-day.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { Decision } from '../../../../shared/domain/decision.ts';
import type { ActEffect } from '../../../../shared/domain/mse/act-effect.ts';
import type { KnownSources } from '../../../../shared/rules/intake/known-facts.ts';
import { effectsOver } from '../../../../shared/rules/mse/act-effects.ts';
import { renewDecision } from '../../../../shared/rules/mse/renew-decision.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { listTold } from '../known-sources.ts';
import { listExtractsOf } from './extracts-of.ts';

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

/** Of these acts all up to one of them, the fewest first; none too. */
const upTo = <T>(told: readonly T[]): T[][] => Array.from({ length: told.length + 1 }, (_, many) => told.slice(0, many));

/**
 * True where acts that are here say what another district decided: those that it was made on are here then. Which were known there and then nobody has written down: all up to one of them, or the same without one (whose laptop's clock was wrong), or
 * those of one record alone (the others were merged since).
 */
const isExplained = (host: Host, decided: Decision, { personId, facts }: Case, sources: KnownSources): boolean => {
  const told = listTold(host, personId);
  const ofOneRecord = [...Map.groupBy(told, (one) => one.personId).values()].flatMap(upTo);
  const known = [...upTo(told), ...ofOneRecord, ...upTo(told).flatMap((some) => some.slice(0, -1).map((left) => some.filter((one) => one !== left)))];
  const saying = (some: typeof told) => (some.length === 0 ? [] : effectsOver(host.mse().rules, some));
  return known.some((some) => !renewDecision(host.rules(), decided, { reasons: facts.reasons, sources: { ...sources, effects: saying(some) }, came: undefined }, sources.asOf));
};

/**
 * What of a decision came along with its case without the acts that it was made on (a centre of an earlier version kept those behind): undefined where it was made here, or they are here too. Of what is here then, acts that had
 * been signed before tell nothing new: who decided later had newer ones. `decisions`: all of the case.
 */
export const findCameAlong = (host: Host, decisions: readonly Decision[], decision: Decision, found: Case, sources: KnownSources): CameAlong | undefined => {
  const { replica, certificate } = getOffice(host);
  const decided = findDecided(decisions, decision, certificate.area);
  if (!decided || isExplained(host, decided, found, sources)) return undefined;
  const day = officeDay(decided.decided.at);
  const acts = new Set(listExtractsOf(replica, found.personId).filter((extract) => extract.day >= day).map(({ act }) => act));
  return { decided, since: sources.effects.filter(({ act }) => acts.has(act)) };
};
