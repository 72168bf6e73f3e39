import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { CaseStep } from '../../../shared/domain/case.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { DecidedProgramme, Decision } from '../../../shared/domain/decision.ts';
import type { FactValue } from '../../../shared/domain/fact-value.ts';
import type { Determination } from '../../../shared/rules/determination.ts';
import { factsOf } from '../../../shared/rules/intake/case-form.ts';
import { claimedOf } from '../../../shared/rules/intake/claims.ts';
import { lawFacts, type LawFacts } from '../../../shared/rules/intake/law-facts.ts';
import type { Rules } from '../../../shared/rules/load/rules.ts';
import { decide } from '../../../shared/rules/stored-decision.ts';

/** What one programme gave, as it is kept. */
export const decidedProgramme = (programme: string, facts: LawFacts, made: Determination): DecidedProgramme => ({
  programme, outcome: made.outcome, facts: facts as Record<string, FactValue>, answer: made as unknown as DecidedProgramme['answer'],
  amounts: made.amounts.map(({ payment, level, amount, unit, from, to, withheld }) => ({ payment, level, amount, unit, from: from as PlainDate, to: to as PlainDate | null, withheld })),
});

/** What the rules say of these facts, programme by programme, as it is kept. Facts that do not fit are a bug: nothing is handed over with them. */
export const decideProgrammes = (rules: Rules, claims: readonly string[], facts: LawFacts, asOf: string): DecidedProgramme[] =>
  claims.map((id) => {
    const programme = rules.programmes.get(id);
    if (!programme) throw new Error('a claim without a programme');
    const own = factsOf(programme, facts);
    const made = decide(rules, id, own, asOf);
    if (!made.ok) throw new Error(`facts that do not fit: ${made.error.type}`);
    return decidedProgramme(id, own, made.value.outcome);
  });

type Made = { readonly id: string; readonly number: string; readonly decided: CaseStep; readonly today: PlainDate; readonly replaces: string | null };

/** The decision of a case that is approved; undefined for a case of an earlier version, which asked nothing of the law. */
export const makeDecision = (rules: Rules, found: Case, { id, number, decided, today, replaces }: Made): Decision | undefined => {
  const { law, claims, lawDay } = found.facts;
  if (law === undefined) return undefined;
  const asOf = lawDay ?? today;
  const programmes = decideProgrammes(rules, claimedOf(rules, found.risk, claims, asOf), lawFacts(found.facts), asOf);
  if (programmes.length === 0) return undefined;
  return { id, number, caseId: found.id, personId: found.personId, district: found.district, risk: found.risk, asOf, edition: rules.edition, decided, programmes, replaces, replacedBy: null, withdrawn: null };
};
