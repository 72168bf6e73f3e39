import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { FlatFacts } from '../case/flat-facts.ts';
import { typedNumber } from './typed-number.ts';
import styles from './Intake.module.css';

type Props = { readonly form: CaseFormRow; readonly facts: Partial<CaseFacts>; readonly editable: boolean; readonly refused: Readonly<Record<string, string>>; readonly onFacts: (facts: FlatFacts) => void };

/** What belongs to a case whatever its risk: the day whose law is applied, insurance of one's own, and who answers for each step. */
export const MorePart = ({ form, facts, editable, refused, onFacts }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const voluntary = facts.voluntary ?? [];
  const put = (at: number, change: Partial<(typeof voluntary)[number]>) => onFacts({ voluntary: voluntary.map((row, index) => (index === at ? { ...row, ...change } : row)) });
  const responsible = form.programmes.filter(({ claimed }) => claimed);
  return (
    <div className={styles.more}>
      <div className={styles.fields}>
        <DateField id="fact-lawDay" label={t('lawDay')} value={facts.lawDay ?? null} onChange={(lawDay) => onFacts({ lawDay })} disabled={!editable} error={refused['lawDay'] === undefined ? undefined : issueWords(t, { code: refused['lawDay'] })} />
      </div>
      <section>
        <h2 className={styles.heading}>{t('voluntary.title')}</h2>
        {voluntary.map((row, at) => (
          <div key={at} className={styles.voluntary} data-testid="voluntary">
            <TextInput size="xs" label={t('voluntary.insurer')} value={row.insurer} disabled={!editable} maxLength={120} onChange={(event) => put(at, { insurer: event.currentTarget.value })} autoComplete="off" />
            <TextInput size="xs" label={t('voluntary.contract')} value={row.contract} disabled={!editable} maxLength={60} onChange={(event) => put(at, { contract: event.currentTarget.value })} autoComplete="off" />
            <TextInput size="xs" label={t('voluntary.monthly')} value={row.monthly ?? ''} disabled={!editable} onChange={(event) => put(at, { monthly: typedNumber(event.currentTarget.value) })} error={refused['voluntary'] === undefined ? undefined : issueWords(t, { code: refused['voluntary'] })} inputMode="decimal" autoComplete="off" />
            {editable && <SmallButton variant="subtle" color="gray" aria-label={t('removeRow', { number: at + 1 })} onClick={() => onFacts({ voluntary: voluntary.filter((_, index) => index !== at) })}>✕</SmallButton>}
          </div>
        ))}
        {voluntary.length === 0 && !editable && <p className={styles.soft}>{t('voluntary.none')}</p>}
        {editable && <SmallButton data-testid="add-voluntary" onClick={() => onFacts({ voluntary: [...voluntary, { insurer: '', contract: '', monthly: null, until: null }] })}>{t('addRow')}</SmallButton>}
      </section>
      <section>
        <h2 className={styles.heading}>{t('responsible')}</h2>
        {responsible.map(({ id, title, responsible: steps }) => (
          <div key={id} className={styles.steps} data-testid="responsible">
            <strong>{lawWords(language, title)}</strong>
            <ol>{steps.map(({ step, organisation }, at) => <li key={at}><span className={styles.soft}>{lawWords(language, step)}</span> {lawWords(language, organisation)}</li>)}</ol>
          </div>
        ))}
      </section>
    </div>
  );
};
