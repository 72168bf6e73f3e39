import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AssessmentTable } from './AssessmentTable.tsx';
import styles from './Commission.module.css';

const tones = { overdue: 'bad', soon: 'warn', later: 'plain' } as const;

/** Examinations that are set, by day and place, and re-examinations that fall due. */
export const CalendarScreen = ({ onOpen, onOpenAct }: { readonly onOpen: (id: string) => void; readonly onOpenAct: (id: string) => void }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const calendar = useLive('assessment.list', { room: 'calendar' });
  const due = useLive('act.due', {});
  return (
    <Screen title={t('title.calendar')} beside={<StaleNotice live={calendar} />}>
      <div className={styles.columns}>
        <div>
          <Panel fill flush>
            {calendar.value?.rows.length === 0 ? <EmptyState title={t('empty.calendar.title')}>{t('empty.calendar.text')}</EmptyState> : <AssessmentTable label={t('title.calendar')} rows={calendar.value?.rows ?? []} shape="calendar" onOpen={onOpen} />}
          </Panel>
        </div>
        <div>
          <Panel title={t('due')} fill>
            {due.value?.rows.length === 0 && <EmptyState title={t('empty.due.title')}>{t('empty.due.text')}</EmptyState>}
            <ul className={styles.reasons} data-testid="due">
              {due.value?.rows.map((row) => <li key={row.id}><span>{localPerson(language, row.personKk, row.personRu)}<br /><button type="button" className={styles.toAct} onClick={() => onOpenAct(row.id)}>{t('actTitle', { number: row.number })}</button></span><Mark tone={tones[row.state]} quiet>{formatShortDate(row.until)} · {t(`dueState.${row.state}`)}</Mark></li>)}
            </ul>
          </Panel>
        </div>
      </div>
    </Screen>
  );
};
