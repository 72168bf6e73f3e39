import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActingRow } from '../../../shared/ipc/acting-rows.ts';
import { useLive } from '../../api/use-live.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { SmallButton } from '../../components/SmallButton.tsx';
import { Mark, type Tone } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { ActingForm } from './ActingForm.tsx';
import { EndActing } from './EndActing.tsx';
import styles from './SettingsScreen.module.css';

const tones = { coming: 'half', inForce: 'good', over: 'plain', ended: 'plain' } as const satisfies Record<ActingRow['state'], Tone>;

/** Who acts for the supervisor, by which signed order; a supervisor appoints and ends here. */
export const ActingPanel = () => {
  const { t } = useTranslation('unlock');
  const list = useLive('acting.list', {}).value;
  const [chosen, setChosen] = useState<ActingRow | null>(null);
  if (!list) return null;
  const { rows, people, mayAppoint, refused } = list;
  return (
    <Panel title={t('acting.title')}>
      <p className={styles.hint}>{t('acting.hint')}</p>
      {rows.length === 0 ? <p className={styles.hint}>{t('acting.empty')}</p> : (
        <ul className={styles.staff}>
          {rows.map((row) => (
            <li key={row.order} className={styles.member} data-testid="acting-row" data-state={row.state}>
              <span>
                <strong>{row.staffName}</strong>{' '}
                <Mark tone={tones[row.state]} quiet>{t(`acting.state.${row.state}`, { date: row.ended ? formatShortDate(row.ended.at.slice(0, 10)) : '', name: row.ended?.byName ?? '' })}</Mark>
                {!row.told && <> <Mark tone="half" quiet>{t('acting.untold')}</Mark></>}
              </span>
              <span className={styles.hint}>
                {t('acting.order', { number: row.number, dated: formatShortDate(row.dated), from: formatShortDate(row.from), to: formatShortDate(row.to) })} · {row.byName === '' ? t('acting.byCentre') : t('acting.by', { name: row.byName })}
                {mayAppoint && (row.state === 'inForce' || row.state === 'coming') && <> <SmallButton aria-label={t('acting.endOf', { name: row.staffName, number: row.number })} onClick={() => setChosen(row)} data-testid="acting-end">{t('acting.end')}</SmallButton></>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {refused && <p className={styles.hint}><Mark tone="warn">{t('acting.refused')}</Mark></p>}
      {!mayAppoint ? <p className={styles.hint}>{t('acting.mayNot')}</p> : people.length === 0 ? <p className={styles.hint}>{t('acting.nobody')}</p> : <ActingForm people={people} disabled={refused} />}
      {chosen && <EndActing row={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  );
};
