import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { FallenRow } from '../../../shared/ipc/office-rows.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { findFieldWords } from '../../i18n/error-words.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './SyncScreen.module.css';

const Row = ({ row }: { readonly row: FallenRow }) => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const said = row.values.flatMap(({ field, value }) => {
    const words = findFieldWords(t, field);
    return words === undefined ? [] : `${words}: ${value || t('fallen.emptied')}`;
  });
  return (
    <li className={styles.row} data-testid="fallen-row" data-kept={row.kept}>
      <div className={styles.head}><strong>{row.label || t('put.record')}</strong><span className={styles.text}>{[row.laptop && `«${row.laptop}»`, row.byName, formatMoment(language, row.at, now)].filter(Boolean).join(' · ')}</span></div>
      {said.length > 0 && <span>{said.join('; ')}</span>}
      <Mark tone="warn" quiet>{t(row.kept ? 'fallen.kept' : 'fallen.lost')}</Mark>
    </li>
  );
};

/** What nobody had released of a laptop that is no longer of the office, and is shown in its records no more: told until somebody has seen it. */
export const FallenPanel = () => {
  const { t } = useTranslation('sync');
  const rows = useLive('office.fallen', {}).value?.rows ?? [];
  const [failure, setFailure] = useState<AppError | null>(null);
  if (rows.length === 0) return null;
  const see = async () => {
    const result = await call('office.fallenSeen', { ids: rows.map(({ id }) => id) });
    setFailure(result.ok ? null : result.error);
  };
  return (
    <Panel title={t('fallen.title')} aside={<Mark tone="bad">{rows.length}</Mark>}>
      {failure && <ErrorNotice error={failure} />}
      <p className={styles.text}>{t('fallen.text')}</p>
      <ul className={styles.plain} data-testid="fallen-list">{rows.map((row) => <Row key={row.id} row={row} />)}</ul>
      <div className={styles.buttons}><Button size="xs" variant="default" onClick={() => void see()} data-testid="fallen-seen">{t('fallen.seen')}</Button></div>
    </Panel>
  );
};
