import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import type { Draft } from './draft.ts';
import { typeFacts, typeOdd } from './draft-store.ts';
import { DegreeField } from './DegreeField.tsx';
import { factFieldId } from './fact-field.ts';
import styles from './CaseView.module.css';

type Props = { readonly id: CaseId; readonly facts: CaseFacts; readonly draft: Draft; readonly faults: Readonly<Record<string, string>> };

/** The facts of a case; every keystroke is kept. */
export const FactsForm = ({ id, facts, draft, faults }: Props) => {
  const { t } = useTranslation('case');
  const wrong = (field: keyof CaseFacts) => {
    const code = draft.refused[field] ?? faults[field];
    return code === undefined ? undefined : issueWords(t, { code });
  };
  const oddOf = (field: 'onsetDate' | 'degreePercent' | 'degreeSetOn', code: string) => ({ id: factFieldId(field), odd: draft.odd[field]?.text ?? null, onOdd: (text: string) => typeOdd(id, field, text, code) });
  const text = (field: 'employer' | 'position') => (
    <TextInput id={factFieldId(field)} label={t(`field.${field}`)} value={facts[field]} onChange={(event) => typeFacts(id, { [field]: event.currentTarget.value })} error={wrong(field)} maxLength={120} autoComplete="off" />
  );
  return (
    <div className={styles.form} data-testid="facts-form">
      <DateField first {...oddOf('onsetDate', 'date')} label={t('field.onsetDate')} value={facts.onsetDate} onChange={(onsetDate) => typeFacts(id, { onsetDate })} error={wrong('onsetDate')} />
      <Checkbox className={styles.check} label={t('field.workInjury')} checked={facts.workInjury} onChange={(event) => typeFacts(id, { workInjury: event.currentTarget.checked })} />
      {text('employer')}
      {text('position')}
      <DegreeField {...oddOf('degreePercent', 'percent')} label={t('field.degreePercent')} value={facts.degreePercent} onChange={(degreePercent) => typeFacts(id, { degreePercent })} error={wrong('degreePercent')} />
      <DateField {...oddOf('degreeSetOn', 'date')} label={t('field.degreeSetOn')} value={facts.degreeSetOn} onChange={(degreeSetOn) => typeFacts(id, { degreeSetOn })} error={wrong('degreeSetOn')} />
      <Textarea id={factFieldId('note')} className={styles.wide} label={t('field.note')} value={facts.note} onChange={(event) => typeFacts(id, { note: event.currentTarget.value })} error={wrong('note')} rows={5} maxLength={4000} />
    </div>
  );
};
