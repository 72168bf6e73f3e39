import { useTranslation } from 'react-i18next';
import type { HistoryRow } from '../../../shared/ipc/rows.ts';
import { useClock } from '../../components/clock-context.ts';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseView.module.css';

/** Who did what, when, and how far it came; the newest first. */
export const HistoryList = ({ rows }: { readonly rows: readonly HistoryRow[] }) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const now = useClock()();
  const newest = rows.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <ol className={styles.history} data-testid="case-history">
      {newest.map((row) => (
        <li key={row.id}>
          <div className={styles.step}>
            <strong>{t(`command.${row.command}`, { defaultValue: t('commandOther') })}</strong>
            <TravelMark travel={row.travel} />
          </div>
          <div className={styles.who}>{row.byName} · {formatMoment(language, row.at, now)}</div>
          {row.why !== null && <p className={styles.why} data-testid="history-why">{t(`common:aside.${row.why}`)}</p>}
        </li>
      ))}
    </ol>
  );
};
