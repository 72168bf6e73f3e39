import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { OfficeLaptop } from '../../../shared/ipc/office-rows.ts';
import { findArea } from '../../../shared/domain/kato.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { areaName } from '../../i18n/area-name.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './OfficePanel.module.css';

/** What waits to be brought back to a laptop, in words. */
const Waiting = ({ row }: { readonly row: OfficeLaptop }) => {
  const { t } = useTranslation('sync');
  const words = [...(row.receipts > 0 ? [t('office.receipts', { count: row.receipts })] : []), ...(row.news ? [t('office.news')] : [])];
  return words.length === 0 ? <span className={styles.soft}>{t('office.nothing')}</span> : <Mark tone="warn" quiet>{words.join(', ')}</Mark>;
};

const Laptop = ({ row, mayAdmit, onFailure }: { readonly row: OfficeLaptop; readonly mayAdmit: boolean; readonly onFailure: (error: AppError | null) => void }) => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const now = useClock()();
  const entries = (count: number) => t('common:entries', { count });
  const admit = async () => {
    const result = await call('office.admit', { device: row.device });
    onFailure(result.ok ? null : result.error);
  };
  const seen = row.own ? t('office.here') : row.lastSeenAt === null ? t('office.unseen') : `${formatMoment(language, row.lastSeenAt, now)} · ${t(`office.via.${row.via ?? 'line'}`)}`;
  return (
    <tr data-testid="office-laptop" data-own={row.own}>
      <th scope="row">
        <span className={styles.name}>{row.name}</span>
        <span className={styles.soft}>{seen}</span>
        {row.leaseDaysLeft !== null && row.leaseDaysLeft <= 7 && <Mark tone="warn" quiet>{t('office.lease', { count: row.leaseDaysLeft })}</Mark>}
        {!row.admitted && (
          <span className={styles.stranger}>
            <Mark tone="warn">{t('office.stranger')}</Mark>
            {mayAdmit && <Button size="compact-sm" variant="default" onClick={() => void admit()} aria-label={t('office.admitName', { name: row.name })} data-testid="office-admit">{t('office.admit')}</Button>}
          </span>
        )}
      </th>
      <td><span>{t('office.unreleased', { words: entries(row.unreleased) })}</span><span>{t('office.unsent', { words: entries(row.unsent) })}</span></td>
      <td>{row.own ? '' : row.brought === 0 ? <span className={styles.soft}>{t('office.nothing')}</span> : <><span>{entries(row.brought)}</span>{row.toHandIn > 0 && <span>{t('office.toHandIn', { words: entries(row.toHandIn) })}</span>}</>}</td>
      <td>{row.own ? '' : <Waiting row={row} />}</td>
    </tr>
  );
};

/** The laptops of this office: what each holds, what was brought from it, and what waits to be brought back: for whoever goes from one to the other with a stick. */
export const OfficePanel = () => {
  const { t } = useTranslation('sync');
  const { rows = [], moving = null } = useLive('office.watch', {}).value ?? {};
  const language = useLanguage();
  const areas = useOnce('area.list', {})?.areas;
  const target = moving && areas ? findArea(areas, moving.area) : undefined;
  const { session } = useDesk();
  const [failure, setFailure] = useState<AppError | null>(null);
  const mayAdmit = session.roles.some((role) => role === 'supervisor' || role === 'administrator');
  return (
    <Panel title={t('office.title')}>
      {moving && (
        <p className={styles.moves} data-testid="office-moving">
          <Mark tone="warn">{t('office.moving', { area: target ? areaName(t, language, target) : moving.area })}</Mark>
          {moving.waits > 0 && <span>{t('office.movingWaits', { words: t('common:entries', { count: moving.waits }) })}</span>}
          {moving.files > 0 && <span>{t('office.movingFiles', { count: moving.files })}</span>}
          {moving.waits + moving.files === 0 && <span>{t('office.movingReady')}</span>}
        </p>
      )}
      {rows.length < 2
        ? <EmptyState title={t('office.alone')}>{t('office.aloneText')}</EmptyState>
        : (
          <>
            <p className={styles.text}>{t('office.text')}</p>
            <table className={styles.table} data-testid="office-laptops">
              <thead><tr><th scope="col">{t('office.laptop')}</th><th scope="col">{t('office.holds')}</th><th scope="col">{t('office.brought')}</th><th scope="col">{t('office.back')}</th></tr></thead>
              <tbody>{rows.map((row) => <Laptop key={row.device} row={row} mayAdmit={mayAdmit} onFailure={setFailure} />)}</tbody>
            </table>
          </>
        )}
      {failure && <ErrorNotice error={failure} />}
    </Panel>
  );
};
