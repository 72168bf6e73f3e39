import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ContributionFaults } from '../../../shared/ipc/contribution-rows.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatMonths } from '../../i18n/format-months.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ReportList } from './ReportList.tsx';
import styles from './ContributionsScreen.module.css';

/** Employers whose contributions are missing or late (Concept, S14): looked through at the laptop, written down as a report, printed, and sent upward with the next batch. */
export const ContributionsScreen = () => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const [found, setFound] = useState<ContributionFaults | null>(null);
  const [busy, setBusy] = useState<'look' | 'report' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);

  const look = async () => {
    setBusy('look');
    const result = await call('contributions.faults', {});
    setBusy(null);
    setFailure(result.ok ? null : result.error);
    if (result.ok) setFound(result.value);
  };
  const report = async () => {
    setBusy('report');
    const result = await call('contributions.report', {});
    setBusy(null);
    setFailure(result.ok ? null : result.error);
    if (result.ok) showToast((say) => say('law:contributions.made', { number: result.value.number }));
  };

  return (
    <Screen title={t('contributions.title')} beside={<span>{t('contributions.hint')}</span>} actions={<>
      <Button variant="default" loading={busy === 'look'} disabled={busy !== null} onClick={() => void look()} data-testid="contributions-look">{t('contributions.look')}</Button>
      <Button loading={busy === 'report'} disabled={busy !== null} onClick={() => void report()} data-testid="contributions-report">{t('contributions.report')}</Button>
    </>}>
      {failure && <ErrorNotice error={failure} />}
      <ReportList />
      <Panel fill title={t('contributions.employers')}>
        {!found && <EmptyState title={t('contributions.empty')}>{t('contributions.emptyText')}</EmptyState>}
        {found && found.rows.length === 0 && <EmptyState title={found.ledgers === 0 ? t('contributions.noLedgers') : t('contributions.none', { count: found.ledgers })} />}
        {found && found.rows.length > 0 && (
          <Scroller className={styles.scroll} label={t('contributions.employers')}>
            <p className={styles.soft} data-testid="contributions-sums">{t('contributions.sums', { ledgers: formatNumber(language, found.ledgers), persons: formatNumber(language, found.persons), employers: formatNumber(language, found.employers), month: formatMonths(language, found.upTo, found.upTo) })}</p>
            <table className={styles.table}>
              <thead><tr><th scope="col">{t('ledger.employer')}</th>{(['persons', 'unpaid', 'missing', 'late', 'owed'] as const).map((key) => <th key={key} scope="col" data-number>{t(`contributions.${key}`)}</th>)}</tr></thead>
              <tbody>
                {found.rows.map((row) => (
                  <tr key={row.bin} data-testid="contributions-employer">
                    <td>{row.name} <span className={styles.soft}>{row.bin}</span></td>
                    {([row.persons, row.unpaid, row.missing, row.late, row.owed]).map((value, at) => <td key={at} data-number>{formatNumber(language, value)}</td>)}
                  </tr>
                ))}
              </tbody>
            </table>
            {found.rows.length < found.employers && <p className={styles.soft}>{t('common:ofWhole', { part: found.rows.length, whole: found.employers })}</p>}
          </Scroller>
        )}
      </Panel>
    </Screen>
  );
};
