import { NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InputIssue } from '../../../shared/base/app-error.ts';
import type { Cause } from '../../../shared/domain/mse/cause.ts';
import type { DecisionDraft } from '../../../shared/domain/mse/decision-draft.ts';
import type { Outcome } from '../../../shared/domain/mse/outcome.ts';
import type { Term } from '../../../shared/domain/mse/term.ts';
import { outcomesOf } from '../../../shared/rules/mse/decision-issues.ts';
import type { Proposal } from '../../../shared/rules/mse/propose-decision.ts';
import { issueWords } from '../../i18n/error-words.ts';
import styles from './Commission.module.css';

type Props = { readonly decision: DecisionDraft; readonly proposal: Proposal; readonly issues: readonly InputIssue[]; readonly disabled: boolean; readonly onChange: (decision: DecisionDraft) => void };

const percentOf = (value: string | number): number | null => (value === '' ? null : Math.round(Number(value)));

/** What the commission decides, beside what the rules propose; only what the person's age and insurance allow is offered. */
export const DecisionTab = ({ decision, proposal, issues, disabled, onChange }: Props) => {
  const { t } = useTranslation('mse');
  const put = (change: Partial<DecisionDraft>) => onChange({ ...decision, ...change });
  const fault = (field: keyof DecisionDraft) => {
    const issue = issues.find(({ path }) => path === `decision.${field}`);
    return issue && issue.code !== 'required' ? issueWords(t, issue) : undefined;
  };
  const wanted = (field: keyof DecisionDraft) => issues.some(({ path, code }) => path === `decision.${field}` && code === 'required');
  const field = (name: keyof DecisionDraft) => ({ label: t(`field.${name}`), error: fault(name), disabled, withAsterisk: wanted(name), 'data-field': name });
  const none = decision.outcome === 'none';
  return (
    <div className={styles.form} data-testid="decision-form">
      <Select {...field('outcome')} data={outcomesOf(proposal.band).map((value) => ({ value, label: t(`outcome.${value}`) }))} value={decision.outcome} onChange={(value) => put(value === 'none' ? { outcome: 'none', cause: null, term: null } : { outcome: value as Outcome | null })} placeholder={t('choose')} />
      <Select {...field('term')} data={proposal.terms.map(({ term }) => ({ value: term, label: t(`term.${term}`) }))} value={decision.term} onChange={(value) => put({ term: value as Term | null })} disabled={disabled || none} placeholder={t('choose')} />
      <Select {...field('cause')} data={proposal.causes.map((value) => ({ value, label: t(`cause.${value}`) }))} value={decision.cause} onChange={(value) => put({ cause: value as Cause | null })} disabled={disabled || none} placeholder={t('choose')} />
      <TextInput {...field('causePaper')} value={decision.causePaper} onChange={(event) => put({ causePaper: event.currentTarget.value })} maxLength={200} />
      {proposal.general && <NumberInput {...field('generalLoss')} value={decision.generalLoss ?? ''} onChange={(value) => put({ generalLoss: percentOf(value) })} min={0} max={100} allowDecimal={false} hideControls />}
      {proposal.professional && <NumberInput {...field('professionalLoss')} value={decision.professionalLoss ?? ''} onChange={(value) => put({ professionalLoss: percentOf(value) })} min={0} max={100} allowDecimal={false} hideControls />}
      {proposal.professional && <TextInput {...field('mainProfession')} value={decision.mainProfession} onChange={(event) => put({ mainProfession: event.currentTarget.value })} placeholder={proposal.professional.profession} maxLength={200} />}
      <Textarea className={styles.wide} {...field('grounds')} value={decision.grounds} onChange={(event) => put({ grounds: event.currentTarget.value })} rows={4} maxLength={4000} />
    </div>
  );
};
