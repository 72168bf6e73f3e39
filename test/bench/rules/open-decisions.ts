/** One open decision as it lies in an office: programme, day, facts. */
export type OpenDecision = { readonly programme: string; readonly asOf: string; readonly facts: Readonly<Record<string, unknown>> };

const asOf = '2026-02-01';
const months = Array.from({ length: 24 }, (_, index) => `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
const groups = ['I', 'II', 'III'] as const;

/** The `index`-th decision, always the same: of five, two are disability, one insurance with 24 months of income, one survivors, one childcare. */
export const openDecision = (index: number): OpenDecision => {
  switch (index % 5) {
    case 0:
    case 1: return { programme: 'disability-benefit', asOf, facts: { birthDate: '1980-05-05', disabilityCategory: groups[index % 3], disabilityCause: 'general-illness', disabilityFrom: '2024-03-01' } };
    case 2: return {
      programme: 'loss-of-capacity-insurance', asOf,
      facts: { birthDate: '1985-02-02', sex: index % 2 === 0 ? 'male' : 'female', degreeSetFrom: '2026-01-10', degree: 30 + (index % 71), participationMonths: 1 + (index % 300), incomes: months.map((month, at) => ({ month, income: String(60_000 + ((index * 7919 + at * 104_729) % 800_000)) })) },
    };
    case 3: return { programme: 'survivor-benefit', asOf, facts: { deathDate: '2024-01-10', dependants: Array.from({ length: 1 + (index % 7) }, (_, at) => ({ birthDate: `${2010 + at}-04-04`, relation: 'child' })) } };
    default: return { programme: 'childcare-benefit', asOf, facts: { childBirthDate: '2025-09-09', birthOrder: 1 + (index % 6), insured: false } };
  }
};
