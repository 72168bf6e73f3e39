import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssessmentDraft } from '../../../shared/domain/mse/assessment.ts';
import { findWhodasScore } from '../../../shared/domain/mse/whodas.ts';
import styles from './Commission.module.css';
import { Scale } from './Scale.tsx';

type Props = { readonly draft: AssessmentDraft; readonly disabled: boolean; readonly onChange: (change: Partial<AssessmentDraft>) => void };

const answers = [1, 2, 3, 4, 5] as const;

/** What the person says, what the commission saw, and the person's own twelve answers of WHODAS 2.0, which are optional. */
export const FindingsTab = ({ draft, disabled, onChange }: Props) => {
  const { t } = useTranslation('mse');
  const whodas = draft.whodas ?? Array.from({ length: 12 }, () => null);
  const score = findWhodasScore(whodas);
  return (
    <div className={styles.dialog}>
      <Textarea label={t('field.complaints')} value={draft.complaints} onChange={(event) => onChange({ complaints: event.currentTarget.value })} rows={4} maxLength={8000} disabled={disabled} />
      <Textarea label={t('field.findings')} value={draft.findings} onChange={(event) => onChange({ findings: event.currentTarget.value })} rows={5} maxLength={8000} disabled={disabled} />
      <section aria-label={t('tab.whodas')}>
        <h2 className={styles.itemsTitle}>{t('tab.whodas')}{score !== undefined && <> · <span data-testid="whodas-score">{t('whodasScore', { score })}</span></>}</h2>
        <p className={styles.soft}>{t('whodasScale')}</p>
        <div className={styles.form}>
          {whodas.map((answer, at) => (
            <div key={at} className={styles.item}>
              <span>{String(at + 1)}. {t(`whodas.i${String(at + 1)}`)}</span>
              <Scale label={t(`whodas.i${String(at + 1)}`)} values={answers} value={answer as (typeof answers)[number] | null} onChange={(value) => onChange({ whodas: whodas.map((one, index) => (index === at ? value : one)) })} disabled={disabled} />
            </div>
          ))}
        </div>
      </section>
    </div>
  );
};
