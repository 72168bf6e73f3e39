import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BatchRow } from '../../../shared/ipc/rows.ts';
import { call } from '../../api/call.ts';
import { useClock } from '../../components/clock-context.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { SmallButton } from '../../components/SmallButton.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showPrinted } from '../../components/show-printed.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './BatchScreen.module.css';

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

/** Released batches, the newest first: how much of each the centre has receipted. */
export const BatchList = ({ rows }: { readonly rows: readonly BatchRow[] }) => {
  const { t } = useTranslation('batch');
  const language = useLanguage();
  const now = useClock()();
  const supervises = useDesk().session.roles.includes('supervisor');
  const print = async (id: BatchRow['id'], paper: 'kk' | 'ru') => {
    const result = await call('batch.paper', { id, language: paper });
    if (!result.ok) {
      const { error } = result;
      return showToast((say) => errorWords(say, error).title, { trouble: true });
    }
    const { name } = result.value;
    showPrinted(name, (how) => call('paper.open', { name, how }));
  };
  const tone = (row: BatchRow) => (row.quarantined > 0 ? 'warn' : row.received >= row.entries ? 'good' : row.received > 0 ? 'half' : 'plain');
  return (
    <ol className={styles.list} data-testid="batch-list">
      {rows.map((row) => {
        const words = t('received', { received: row.received, count: row.entries });
        return (
          <li key={row.id} className={styles.batch}>
            <div className={styles.line}>
              <span><strong>{t('batchNumber', { number: row.number })}</strong>{row.part && <> <span className={styles.soft} data-testid="batch-part">{t('partOf', row.part)}</span></>}</span>
              <Mark tone={tone(row)} quiet>{words}</Mark>
            </div>
            <Progress value={shareOf(row.received, row.entries)} aria-label={words} size="sm" />
            <div className={styles.soft}>
              {t('common:cases', { count: row.cases })} · {t('common:persons', { count: row.persons })} · {row.signedByName} · {formatMoment(language, row.signedAt, now)}
            </div>
            {supervises && (
              <div className={styles.sign}>
                {(['kk', 'ru'] as const).map((paper) => <SmallButton key={paper} onClick={() => void print(row.id, paper)} data-testid={`batch-register-${paper}`}>{t(paper === 'kk' ? 'printKk' : 'printRu')}</SmallButton>)}
              </div>
            )}
            {row.quarantined > 0 && <Mark tone="bad">{t('quarantined', { count: row.quarantined })}</Mark>}
          </li>
        );
      })}
    </ol>
  );
};
