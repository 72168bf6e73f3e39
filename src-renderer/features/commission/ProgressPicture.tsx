import { useTranslation } from 'react-i18next';
import type { ProgrammeRow } from '../../../shared/ipc/mse-rows.ts';
import styles from './Commission.module.css';

const height = 64;

/** One column a programme, oldest first: all measures, those done filled, those that reached their goal hatched over. Figures stand beside, so nothing is told by colour alone. */
export const ProgressPicture = ({ history }: { readonly history: readonly ProgrammeRow[] }) => {
  const { t } = useTranslation('mse');
  const most = Math.max(1, ...history.map((row) => row.total));
  const tall = (count: number) => Math.round((height * count) / most);
  return (
    <div className={styles.bars} role="group" aria-label={t('progressOver')}>
      {history.map((row) => (
        <div key={row.id} className={styles.bar}>
          <span>{t('progress', { done: row.done, total: row.total })}</span>
          <svg width="44" height={height} role="img" aria-label={`${row.from.slice(0, 4)}: ${t('progress', { done: row.done, total: row.total })}, ${t('reached', { count: row.reached })}`}>
            <rect x="4" y={height - tall(row.total)} width="36" height={tall(row.total)} fill="var(--plain-ground)" stroke="var(--ink-soft)" />
            <rect x="4" y={height - tall(row.done)} width="36" height={tall(row.done)} fill="var(--brand)" />
            <rect x="28" y={height - tall(row.reached)} width="12" height={tall(row.reached)} fill="var(--ink)" />
          </svg>
          <strong>{row.from.slice(0, 4)}</strong>
        </div>
      ))}
    </div>
  );
};
