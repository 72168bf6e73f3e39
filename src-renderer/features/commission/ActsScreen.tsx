import { Button, PasswordInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActRow } from '../../../shared/ipc/mse-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { VerifyPaper } from './VerifyPaper.tsx';
import { VoidNumbers } from './VoidNumbers.tsx';

const tones = { signing: 'half', signed: 'good', rejected: 'bad', void: 'plain' } as const;

/** The register of acts, and the chair's word that what is finished may leave the laptop. */
export const ActsScreen = ({ onOpen }: { readonly onOpen: (id: string) => void }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const live = useLive('act.list', {});
  const toRelease = useLive('mse.counts', {}).value?.toRelease ?? 0;
  const isChair = useDesk().session.roles.includes('chair');
  const [activeId, setActiveId] = useState<string | null>(null);
  const [shown, setShown] = useState<'acts' | 'voids'>('acts');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const release = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const answer = await call('act.release', { password });
    setPassword('');
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) showToast((t) => t('mse:released', { number: answer.value.number }));
  };
  const columns: Column<ActRow>[] = [
    { key: 'number', title: t('column.number'), width: '122px', cell: (row) => row.number },
    { key: 'day', title: t('column.day'), width: '96px', cell: (row) => formatShortDate(row.day) },
    { key: 'person', title: t('column.person'), width: 'minmax(0, 1.6fr)', cell: (row) => <strong>{localPerson(language, row.personKk, row.personRu)}</strong> },
    { key: 'status', title: t('column.status'), width: '170px', cell: (row) => <Mark tone={row.citedBy && row.status === 'signed' ? 'plain' : tones[row.status]} quiet>{t(`actStatus.${row.citedBy && row.status === 'signed' ? 'replaced' : row.status}`)}</Mark> },
    { key: 'votes', title: t('column.votes'), width: '70px', align: 'end', cell: (row) => row.votes },
    { key: 'until', title: t('column.until'), width: '170px', align: 'end', cell: (row) => (row.until ? formatShortDate(row.until) : t('term.indefinite')) },
    { key: 'travel', title: t('column.travel'), width: '116px', cell: (row) => <TravelMark travel={row.travel} /> },
  ];
  return (
    <Screen title={t('title.acts')} beside={<StaleNotice live={live} />} actions={<SegmentedControl value={shown} onChange={(value) => setShown(value as 'acts' | 'voids')} data={[{ value: 'acts', label: t('acts.register') }, { value: 'voids', label: t('voids.title') }]} data-testid="acts-shown" />}>
      {isChair && toRelease > 0 && (
        <Panel>
          <form className={styles.item} style={{ border: 0, padding: 0 }} onSubmit={(event) => void release(event)}>
            <strong>{t('toRelease', { count: toRelease })}</strong>
            <span className={styles.chips}>
              <PasswordInput aria-label={t('field.password')} placeholder={t('field.password')} w={220} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('unlock:showPassword') }} />
              <Button type="submit" disabled={password === ''} data-testid="release">{t('action.release')}</Button>
            </span>
          </form>
          {failure && <ErrorNotice error={failure} />}
        </Panel>
      )}
      <VerifyPaper />
      <Panel fill flush>
        {shown === 'voids' ? <VoidNumbers /> : live.value?.rows.length === 0 ? <EmptyState title={t('empty.acts.title')}>{t('empty.acts.text')}</EmptyState> : <DataTable label={t('title.acts')} rows={live.value?.rows ?? []} columns={columns} activeId={activeId} onActive={setActiveId} onOpen={onOpen} testId="acts" />}
      </Panel>
    </Screen>
  );
};
