import type { PersonId } from '../../../../shared/base/ids.ts';
import type { Case } from '../../../../shared/domain/case.ts';
import type { Decision } from '../../../../shared/domain/decision.ts';
import type { Extract } from '../../../../shared/domain/mse/extract.ts';
import { isInForce } from '../../../../shared/domain/is-in-force.ts';
import type { OutputOf } from '../../../../shared/ipc/contract.ts';
import type { ExtractRow } from '../../../../shared/ipc/extract-rows.ts';
import { assessedRisk } from '../../../../shared/rules/intake/assessed-risk.ts';
import { renewDecision, type Renewed } from '../../../../shared/rules/mse/renew-decision.ts';
import { sumDecimals } from '../../../../shared/rules/sum-decimals.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { documentTable, findDocument, plainDocument } from '../../store/documents.ts';
import { listCasesOfPerson } from '../cases-of-person.ts';
import { listDecisions } from '../decisions.ts';
import { knownSources } from '../known-sources.ts';
import { personNames } from '../person-names.ts';
import { sameRecords } from '../same-records.ts';
import { findCameAlong } from './came-along.ts';
import { ownerOf } from './extracts-of.ts';

const mostRows = 200;

/** The cases of a person that rest on what a commission finds, newest first, by whichever record of theirs; traces of what was given away are among them. */
const listLossCases = (host: Host, personId: PersonId): Case[] => {
  const risk = assessedRisk(host.rules());
  return listCasesOfPerson(getOffice(host).replica, personId).filter((found) => found.risk === risk).reverse();
};

/** The newest case of a person that rests on what a commission finds, of those that this office has. */
export const findLossCase = (host: Host, personId: PersonId): Case | undefined => {
  const { area } = getOffice(host).certificate;
  return listLossCases(host, personId).find(({ district, status }) => district === area && status !== 'transferredAway');
};

/** The same, or where this office has none the trace of one that it gave away: another office pays by that, and has the extracts. */
export const findLossCaseAnywhere = (host: Host, personId: PersonId): Case | undefined => findLossCase(host, personId) ?? listLossCases(host, personId)[0];

/** The decision of a case that is in force, and what it becomes by the acts signed since; `renewed` is undefined where it rests on what they say. */
export const findRenewal = (host: Host, found: Case): { readonly decision: Decision; readonly renewed: Renewed | undefined } | undefined => {
  const decisions = listDecisions(getOffice(host).replica, found.id);
  const decision = decisions.find(isInForce);
  const today = host.clock.today();
  const sources = decision && knownSources(host, found.risk, found.personId, today);
  if (!decision || !sources) return undefined;
  const came = findCameAlong(host, decisions, decision, found, sources);
  const held = { reasons: found.facts.reasons, sources: came ? { ...sources, effects: came.since } : sources, came: came?.decided };
  return { decision, renewed: renewDecision(host.rules(), decision, held, today) };
};

const stateOf = (found: Case | undefined, renewal: ReturnType<typeof findRenewal>): ExtractRow['state'] => {
  if (!found) return 'none';
  if (found.status === 'draft' || found.status === 'returned') return 'draft';
  if (found.status === 'review') return 'review';
  return renewal?.renewed ? (renewal.renewed.gone ? 'gone' : 'changed') : 'taken';
};

const rowOf = (host: Host, owner: PersonId, extract: Extract): ExtractRow => {
  const { replica } = getOffice(host);
  // Another district's act names its own record of the person, which may not be here.
  const person = [extract.personId, ...sameRecords(replica, owner).ids].flatMap((id) => findDocument(replica, 'persons', id) ?? [])[0];
  const { kk, ru } = person ? personNames(person) : { kk: '', ru: '' };
  const found = findLossCase(host, owner);
  const renewal = found?.status === 'approved' ? findRenewal(host, found) : undefined;
  const { renewed } = renewal ?? {};
  const [before, after] = [renewed?.made.before ?? '0', renewed?.gone ? '0' : (renewed?.made.after ?? '0')];
  const { kind, outcome, cause, generalLoss, professionalLoss, from, until } = extract;
  return {
    id: extract.id, act: extract.act, number: extract.number, day: extract.day, personId: person?.id ?? extract.personId, personKk: kk, personRu: ru, extract: { kind, outcome, cause, generalLoss, professionalLoss, from, until },
    state: stateOf(found, renewal), caseId: found?.id ?? null, before, after, difference: sumDecimals([after, before.startsWith('-') ? before.slice(1) : `-${before}`]),
    fault: renewed !== undefined && !renewed.gone && renewed.made.parts === undefined, facts: renewed ? [...renewed.changed] : [],
    parts: (renewed?.made.parts ?? []).map((part) => ({ title: part.title, before: part.before, after: renewed?.gone ? '0' : part.after })),
  };
};

/** extract.list: the newest act about each person and what it asks of this office, newest first; what is taken into account already is left out. */
export const readExtracts = (host: Host): OutputOf<'extract.list'> => {
  const { replica } = getOffice(host);
  const table = documentTable(replica, 'extracts');
  const found = replica.db.list<{ body: string }>(
    `SELECT body FROM ${table} a WHERE deleted = 0 AND NOT EXISTS (SELECT 1 FROM ${table} b WHERE b.deleted = 0 AND b.personId = a.personId AND b.id > a.id) ORDER BY id DESC LIMIT ?`, mostRows,
  );
  // One person, one row: also where acts name two records that have been merged since.
  const newest = new Map<PersonId, Extract>();
  for (const extract of found.map(({ body }) => plainDocument<Extract>(body))) {
    const owner = ownerOf(replica, extract) ?? extract.personId;
    if (!newest.has(owner)) newest.set(owner, extract);
  }
  return { rows: [...newest].map(([owner, extract]) => rowOf(host, owner, extract)).filter(({ state }) => state !== 'taken') };
};
