import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { formatLongDate, formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChangesTable } from './ChangesTable.tsx';
import { WarningList } from './WarningList.tsx';
import styles from './CaseView.module.css';

type Props = { readonly id: CaseId; readonly form: CaseFormRow | undefined; readonly onOpenPerson: (id: string) => void };

/** As long as this a case must have been there to have been seen: who passes over it with the arrows has not read it. */
const seenAfter = 2000;

/** What a supervisor needs beside a case: the legal deadline, what changed since they last looked, what to beware of, who typed it. */
export const ReviewPanel = ({ id, form, onOpenPerson }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  const now = useClock()();
  const supervises = useDesk().session.roles.includes('supervisor');
  const review = useLive('case.review', supervises ? { id } : null).value?.review;
  useEffect(() => {
    if (!supervises) return;
    let seen = false;
    const timer = setTimeout(() => { seen = true; }, seenAfter);
    return () => {
      clearTimeout(timer);
      if (seen) void call('case.look', { id });
    };
  }, [id, supervises]);
  if (!review) return null;
  const { due, lookedAt, changes, warnings, entered, aside, assignedTo } = review;
  return (
    <Panel title={t('review.title')} aside={due !== null && <span className={styles.who}>{t('review.due', { date: formatLongDate(language, due) })}</span>}>
      <div data-testid="review-panel">
        {aside && <p><Mark tone="half">{t('review.aside', { date: formatLongDate(language, aside.until), name: aside.byName })}</Mark> {aside.reason}</p>}
        {changes !== null && lookedAt !== null && (changes.length === 0
          ? <p className={styles.who}>{t('review.same', { when: formatMoment(language, lookedAt, now) })}</p>
          : <><p>{t('review.changed', { count: changes.length, when: formatMoment(language, lookedAt, now) })}</p><ChangesTable changes={changes} form={form} /></>)}
        <WarningList warnings={warnings} onOpenPerson={onOpenPerson} />
        <p className={styles.who}>{t('review.entered')}: {entered.map(({ byName, at }) => `${byName}, ${formatMoment(language, at, now)}`).join('; ')}{assignedTo !== null && ` · ${t('review.assigned', { name: assignedTo })}`}</p>
      </div>
    </Panel>
  );
};
