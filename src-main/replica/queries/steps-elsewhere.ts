import type { Case, CaseStep } from '../../../shared/domain/case.ts';

type Step = { readonly command: string; readonly step: CaseStep };

const commands = { opened: 'case.open', handedOver: 'case.handOver', returned: 'case.return', approved: 'case.approve', transferred: 'case.transfer' } as const;
type StepField = keyof typeof commands;

const keyOf = (field: string, step: unknown): string => {
  const { by, at } = (step ?? {}) as Partial<CaseStep>;
  return `${field} ${by ?? ''} ${at ?? ''}`;
};

/**
 * The steps in a case that none of this laptop's entries made (`changes` of its journal): a colleague's on another laptop. Compared by who and when, not by the
 * command alone: a case that was returned is handed over twice, and perhaps by two people.
 */
export const stepsElsewhere = (found: Case, changes: readonly Readonly<Record<string, unknown>>[]): Step[] => {
  const own = new Set(changes.flatMap((change) => Object.entries(change).map(([field, value]) => keyOf(field, value))));
  return (Object.keys(commands) as StepField[]).flatMap((field) => {
    const step = found[field];
    return step && !own.has(keyOf(field, step)) ? [{ command: commands[field], step }] : [];
  });
};
