import type { Decision } from '../../../shared/domain/decision.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { StoredDecision, replay } from '../../../shared/rules/stored-decision.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { findEdition } from '../session/editions.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listDocumentsBy } from '../store/documents.ts';
import type { Replica } from '../store/replica.ts';

/** The decisions of a case, newest first. */
export const listDecisions = (replica: Replica, caseId: string): Decision[] =>
  listDocumentsBy(replica, 'decisions', 'caseId', caseId).reverse();

/** Whether a decision made again by its own edition is the same, word for word; null where that edition is nowhere here. */
const replays = (rules: Rules | undefined, { edition, asOf, programmes }: Decision): boolean | null => {
  if (!rules) return null;
  return programmes.every(({ programme, facts, answer }) => {
    const stored = StoredDecision.safeParse({ programme, edition, asOf, facts, outcome: answer });
    const made = stored.success ? replay(rules, stored.data) : undefined;
    return made?.ok === true && made.value.identical;
  });
};

/** decision.list: what was decided in a case. */
export const readDecisions = (host: Host, { caseId }: ParsedInputOf<'decision.list'>): OutputOf<'decision.list'> => ({
  rows: listDecisions(getOffice(host).replica, caseId).map((decision) => ({ id: decision.id, decision, replays: replays(findEdition(host, decision.edition), decision) })),
});
