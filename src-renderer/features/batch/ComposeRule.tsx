import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BatchCaseRow } from '../../../shared/ipc/rows.ts';
import { useOnce } from '../../api/use-once.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { localName } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { composeBy, useCompose } from './compose-store.ts';
import styles from './BatchScreen.module.css';

const amount = (text: string): string | null => {
  const plain = text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.');
  return plain === '' ? null : plain;
};

/** By what the batch is composed: risk, level, days of the approval, sums a month. */
export const ComposeRule = ({ rows }: { readonly rows: readonly BatchCaseRow[] }) => {
  const { t } = useTranslation('batch');
  const language = useLanguage();
  const rule = useCompose((state) => state.rule);
  const risks = (useOnce('risk.list', {})?.risks ?? []).filter(({ id }) => id === rule.risk || rows.some((row) => row.risk === id));
  const box = { clearable: true, clearButtonProps: { 'aria-label': t('desk:clear'), tabIndex: -1 } };
  return (
    <div className={styles.rule} role="search" aria-label={t('rule')} data-testid="batch-rule">
      <Select {...box} label={t('risk')} placeholder={t('any')} data={risks.map((risk) => ({ value: risk.id, label: localName(language, risk) }))} value={rule.risk} onChange={(risk) => composeBy({ risk })} data-testid="rule-risk" />
      <Select {...box} label={t('level')} placeholder={t('any')} data={['1', '2', '3']} value={rule.level === null ? null : String(rule.level)} onChange={(level) => composeBy({ level: level === null ? null : (Number(level) as 1 | 2 | 3) })} data-testid="rule-level" />
      <TextInput label={t('least')} inputMode="decimal" value={rule.least ?? ''} onChange={(event) => composeBy({ least: amount(event.currentTarget.value) })} autoComplete="off" data-testid="rule-least" />
      <TextInput label={t('most')} inputMode="decimal" value={rule.most ?? ''} onChange={(event) => composeBy({ most: amount(event.currentTarget.value) })} autoComplete="off" data-testid="rule-most" />
      <DateField label={t('from')} value={rule.from as never} onChange={(from) => composeBy({ from })} id="rule-from" hint=" " />
      <DateField label={t('to')} value={rule.to as never} onChange={(to) => composeBy({ to })} id="rule-to" hint=" " />
    </div>
  );
};
