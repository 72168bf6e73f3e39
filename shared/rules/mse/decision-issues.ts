import type { InputIssue } from '../../base/app-error.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { DecisionDraft } from '../../domain/mse/decision-draft.ts';
import type { MseRules } from '../../domain/mse/mse-rules.ts';
import type { Outcome } from '../../domain/mse/outcome.ts';
import { getDated } from './find-dated.ts';
import type { Proposal } from './propose-decision.ts';

/** The outcomes that exist at an age: a child under the cut-off has no group, everybody else no "child". */
export const outcomesOf = (band: Proposal['band']): readonly Outcome[] => (band === 'child' ? ['child', 'none'] : ['group1', 'group2', 'group3', 'none']);

/**
 * What stands between a draft and its act: what is missing, and what no grounds can justify (an outcome, a cause or a term that the age does not have, a degree out of its range). A
 * decision that differs from the proposal is lawful with grounds and is missing them otherwise. Paths are relative to the draft.
 */
export const decisionIssues = (rules: Pick<MseRules, 'causes'>, decision: DecisionDraft, proposal: Proposal, day: PlainDate): InputIssue[] => {
  const issues: InputIssue[] = [];
  const add = (path: string, code: string, params?: InputIssue['params']) => issues.push({ path, code, ...(params ? { params } : {}) });
  for (const one of proposal.categories) if (one.missing) add(`ratings.${one.category}`, one.missing === 'open' ? 'icfOpen' : one.missing === 'items' ? 'icfMissing' : 'required');
  const { outcome } = decision;
  if (outcome === null) add('decision.outcome', 'required');
  else if (!outcomesOf(proposal.band).includes(outcome)) add('decision.outcome', 'notAtThisAge');
  if (outcome !== null && outcome !== 'none') {
    const causes = getDated(rules.causes, day).value.filter((cause) => cause.bands.includes(proposal.band));
    const cause = causes.find((one) => one.id === decision.cause);
    if (decision.cause === null) add('decision.cause', 'required');
    else if (!cause) add('decision.cause', 'notAtThisAge');
    else if (cause.needsDocument && decision.causePaper.trim() === '') add('decision.causePaper', 'required');
    if (decision.term === null) add('decision.term', 'required');
    else if (!proposal.terms.some((one) => one.term === decision.term)) add('decision.term', 'notAtThisAge');
  }
  if (outcome === 'none' && (decision.cause !== null || decision.term !== null)) add(decision.cause !== null ? 'decision.cause' : 'decision.term', 'notSet');
  const isIn = (value: number, { from, to }: { readonly from: number; readonly to: number }) => value >= from && value <= to;
  if (decision.generalLoss !== null && !proposal.general) add('decision.generalLoss', 'onlyInsured');
  else if (decision.generalLoss !== null && !proposal.general!.bands.some((band) => isIn(decision.generalLoss!, band))) add('decision.generalLoss', 'outOfBands', { from: proposal.general!.bands[0]!.from, to: proposal.general!.bands.at(-1)!.to });
  else if (proposal.general && outcome !== null && outcome !== 'none' && decision.generalLoss === null) add('decision.generalLoss', 'required');
  if (decision.professionalLoss !== null && !proposal.professional) add('decision.professionalLoss', 'onlyHurtAtWork');
  else if (proposal.professional && outcome !== null && outcome !== 'none' && decision.professionalLoss === null) add('decision.professionalLoss', 'required');
  else if (proposal.professional && decision.professionalLoss !== null && !isIn(decision.professionalLoss, proposal.professional)) add('decision.professionalLoss', 'outOfRange', { from: proposal.professional.from, to: proposal.professional.to });
  if (proposal.professional && decision.mainProfession.trim() === '') add('decision.mainProfession', 'required');
  if (decision.grounds.trim() === '' && differences(decision, proposal).length > 0) add('decision.grounds', 'groundsNeeded');
  return issues;
};

/** Where the commission decides otherwise than the rules propose. */
export const differences = (decision: DecisionDraft, proposal: Proposal): ('outcome' | 'degrees' | 'generalLoss' | 'mainProfession')[] => {
  const usual = proposal.general?.usual;
  return [
    ...(decision.outcome !== null && decision.outcome !== proposal.outcome ? (['outcome'] as const) : []),
    ...(proposal.categories.some((one) => one.decided !== null && (one.decided !== (one.proposed ?? 0))) ? (['degrees'] as const) : []),
    ...(usual && decision.generalLoss !== null && (decision.generalLoss < usual.from || decision.generalLoss > usual.to) ? (['generalLoss'] as const) : []),
    ...(proposal.professional && decision.mainProfession !== '' && decision.mainProfession !== proposal.professional.profession ? (['mainProfession'] as const) : []),
  ];
};
