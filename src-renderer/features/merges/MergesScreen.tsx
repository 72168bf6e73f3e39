import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './MergesScreen.module.css';

/** The log of merges, newest first, each with its way back. */
export const MergesScreen = ({ onOpenPerson }: { readonly onOpenPerson: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const clock = useClock();
  const { session } = useDesk();
  const live = useLive('merge.list', {});
  const [failure, setFailure] = useState<AppError | null>(null);
  const rows = live.value?.rows ?? [];
  const undo = async (id: PersonId) => {
    setFailure(null);
    const result = await call('person.unmerge', { id });
    if (result.ok) showToast((t) => t('person:merges.undoDone'));
    else setFailure(result.error);
  };
  return (
    <Screen title={t('merges.title')} beside={<StaleNotice live={live} />}>
      {failure && <ErrorNotice error={failure} />}
      <Panel fill>
        {live.value && rows.length === 0 && <EmptyState title={t('merges.empty.title')}>{t('merges.empty.text')}</EmptyState>}
        {rows.length > 0 && (
          <table className={styles.table}>
            <thead><tr>{['record', 'into', 'what', 'cases', 'by', 'when', 'state'].map((key) => <th key={key} scope="col">{t(`merges.${key}`)}</th>)}<td /></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} data-testid="merge-row">
                  <td>{language === 'kk' ? row.nameKk : row.nameRu}</td>
                  <td><Button variant="subtle" size="compact-sm" px={8} ml={-8} onClick={() => onOpenPerson(row.into)}>{language === 'kk' ? row.intoKk : row.intoRu}</Button></td>
                  <td>{row.fields.map((field) => t(`field.${field}`)).join(', ') || '—'}</td>
                  <td className={styles.figure}>{row.cases}</td>
                  <td>{row.byName}</td>
                  <td className={styles.figure}>{formatMoment(language, row.at, clock())}</td>
                  <td>{row.undone ? <Mark tone="plain" quiet>{t('merges.undone', { name: row.undone.byName })}</Mark> : <Mark tone="good" quiet>{t('merges.standing')}</Mark>} {row.left > 0 && <Mark tone="warn">{t('merges.left', { left: row.left })}</Mark>} <TravelMark travel={row.travel} /></td>
                  <td>{(!row.undone || row.left > 0) && session.roles.includes('supervisor') && <Button size="xs" variant="default" onClick={() => void undo(row.id)} data-testid="merge-undo">{t(row.undone ? 'merges.giveBack' : 'merges.undo')}</Button>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </Screen>
  );
};
