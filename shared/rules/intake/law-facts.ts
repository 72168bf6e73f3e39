import type { CaseFacts } from '../../domain/case.ts';
import type { FactValue } from '../../domain/fact-value.ts';

export type LawFacts = Readonly<Record<string, FactValue>>;

type Typed = { readonly [F in keyof CaseFacts]?: CaseFacts[F] | undefined };

const isGiven = (value: FactValue | undefined): value is FactValue => value !== undefined && value !== null && value !== '';

/** What the form of earlier versions asked, under the names that the law has for it. */
const fromEarlierForm = (facts: Typed): Record<string, FactValue | undefined> => ({
  degree: facts.degreePercent ?? undefined,
  degreeSetFrom: facts.degreeSetOn ?? undefined,
  disabilityCause: facts.workInjury ? 'work-injury' : undefined,
  employer: facts.employer,
});

/** The facts of the law that a case holds, those of an earlier form among them; what is not known is absent. What is typed under the law's own name wins. */
export const lawFacts = (facts: Typed): LawFacts =>
  Object.fromEntries(Object.entries({ ...fromEarlierForm(facts), ...facts.law }).filter((entry): entry is [string, FactValue] => isGiven(entry[1])));

/** True for a case whose facts were typed in the form of an earlier version alone. */
export const isEarlierForm = (facts: Pick<CaseFacts, 'law' | 'claims'>): boolean => facts.law === undefined && facts.claims === undefined;
