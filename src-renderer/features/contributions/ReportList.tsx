import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { showPrinted } from '../../components/show-printed.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { errorWords } from '../../i18n/error-words.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './ContributionsScreen.module.css';

const languages = [['kk', 'Қаз'], ['ru', 'Рус']] as const;

/** The reports of this office, newest first, with how far each has come, to be printed in either language. */
export const ReportList = () => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const rows = useLive('contributions.reports', {}).value?.rows ?? [];
  if (rows.length === 0) return null;
  const print = async (id: string, paper: 'kk' | 'ru') => {
    const result = await call('contributions.paper', { id, language: paper });
    if (result.ok) showPrinted(result.value.name, (how) => call('paper.open', { name: result.value.name, how }));
    else showToast((say) => errorWords(say, result.error).title, { trouble: true });
  };
  return (
    <Panel title={t('contributions.reports')}>
      <table className={styles.table} data-testid="contributions-reports">
        <tbody>
          {rows.slice(0, 5).map((row) => (
            <tr key={row.id}>
              <td>№ {row.number}</td>
              <td className={styles.soft}>{row.madeByName}, {formatLongDate(language, row.madeAt.slice(0, 10))}</td>
              <td className={styles.soft}>{t('contributions.reported', { employers: row.employers, persons: row.persons })}</td>
              <td><TravelMark travel={row.travel} /></td>
              <td className={styles.buttons}>{languages.map(([paper, name]) => <SmallButton key={paper} onClick={() => void print(row.id, paper)} data-testid={`report-print-${paper}`} aria-label={`${t('print.action')}: ${row.number}, ${name}`}>{t('print.action')} · {name}</SmallButton>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
};
