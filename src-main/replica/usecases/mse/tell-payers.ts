import type { CaseId, PersonId } from '../../../../shared/base/ids.ts';
import { noFacts, type Case } from '../../../../shared/domain/case.ts';
import type { ActBody } from '../../../../shared/domain/mse/act-body.ts';
import type { Extract } from '../../../../shared/domain/mse/extract.ts';
import type { MseRules } from '../../../../shared/domain/mse/mse-rules.ts';
import { actEffects } from '../../../../shared/rules/mse/act-effects.ts';
import { assessedRisk } from '../../../../shared/rules/intake/assessed-risk.ts';
import { claimable } from '../../../../shared/rules/intake/claims.ts';
import { extractOf } from '../../../../shared/rules/mse/extract-of.ts';
import type { Rules } from '../../../../shared/rules/load/rules.ts';
import type { CommandContext } from '../command-context.ts';
import type { DocumentChange } from '../document-change.ts';

/** `open`: the person's case of this risk that the office has, whatever its status, or gave away; `newCase`: id, number and person for one where there is none, the person being the record that the act's has been merged into. */
type Loaded = { readonly open: Case | undefined; readonly newCase: { readonly id: CaseId; readonly number: string; readonly personId: PersonId } };

/** What is applied for in a case that an act opens: the payments of those levels for which the act says something. */
const claimsOf = (rules: Rules, mse: MseRules, told: Omit<Extract, 'id' | 'caseId'>): string[] => {
  const levels = new Set<number>(actEffects(mse, told).map(({ level }) => level));
  return claimable(rules, assessedRisk(rules)).filter(({ source, facts }) => levels.has(source.level) && facts.some(({ fill }) => fill?.from === 'assessment')).map(({ source }) => source.id);
};

/**
 * What an act in force does for those who pay: its extract, and a case of the person's where the office has none, gave none away, and the act gives a ground for one. The case is a draft without facts: its form takes them from the
 * extract, and from whatever act comes after it. One transaction with the last signature, so that neither is there without the other.
 */
export const tellPayers = (rules: Rules, mse: MseRules, body: ActBody, hash: string, { open, newCase }: Loaded, context: CommandContext, newId: () => string): DocumentChange[] => {
  const told = extractOf(body, hash);
  const claims = open ? [] : claimsOf(rules, mse, told);
  const opened: Case | undefined = claims.length === 0 ? undefined : {
    id: newCase.id, number: newCase.number, personId: newCase.personId, risk: assessedRisk(rules), district: body.district, status: 'draft', facts: { ...noFacts, claims, law: {} },
    opened: context.step, handedOver: null, returned: null, approved: null, transferred: null,
  };
  const extract: Extract = { ...told, id: newId(), caseId: opened?.id ?? open?.id ?? null };
  return [{ collection: 'extracts', before: undefined, after: extract }, ...(opened ? [{ collection: 'cases', before: undefined, after: opened } as const] : [])];
};
