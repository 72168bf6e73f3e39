import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffRow } from '../../../shared/ipc/rows.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { RemoveStaff } from './RemoveStaff.tsx';
import styles from './SettingsScreen.module.css';

/** The staff of the laptop, those who left at the end; anybody but oneself can have their key taken away. */
export const StaffList = ({ rows }: { readonly rows: readonly StaffRow[] }) => {
  const { t } = useTranslation('unlock');
  const { session } = useDesk();
  const [chosen, setChosen] = useState<StaffRow | null>(null);
  return (
    <>
      <ul className={styles.staff}>
        {rows.map((row) => (
          <li key={row.id} className={styles.member} data-testid="staff-row">
            <span><strong>{row.name}</strong> · {row.login}</span>
            <span className={styles.hint}>
              {row.left ? t('settings.left', { date: formatShortDate(row.left.at.slice(0, 10)), name: row.left.byName }) : row.roles.map((role) => t(`shell:role.${role}`)).join(', ')}
              {row.left?.told === false && <> <Mark tone="half" quiet>{t('settings.leftUntold')}</Mark></>}
              {row.leftOn.map(({ laptop, at }) => <Mark key={`${laptop}${at}`} tone="warn" quiet>{t('settings.leftOn', { laptop, date: formatShortDate(at.slice(0, 10)) })}</Mark>)}
              {row.waiting && !row.passed && <> <Mark tone="half" quiet>{t('settings.waiting')}</Mark></>}
              {row.passed && <> <Mark tone="warn" quiet>{t('settings.passed', { date: formatShortDate(row.passed.slice(0, 10)) })}</Mark></>}
              {!row.left && row.login !== session.login && <> <Button size="compact-xs" variant="default" aria-label={t('settings.removeOf', { name: row.name })} onClick={() => setChosen(row)} data-testid="staff-remove">{t('settings.remove')}</Button></>}
            </span>
          </li>
        ))}
      </ul>
      {chosen && <RemoveStaff row={chosen} onClose={() => setChosen(null)} />}
    </>
  );
};
