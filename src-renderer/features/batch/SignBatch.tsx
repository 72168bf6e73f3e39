import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { mostReleased } from '../../../shared/sync/batch-manifest.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { BatchTotals } from './BatchTotals.tsx';
import { ComposeRule } from './ComposeRule.tsx';
import { ComposeTable } from './ComposeTable.tsx';
import { beginCompose, composeAnew, composed, useCompose } from './compose-store.ts';
import styles from './BatchScreen.module.css';

/** What waits to be released: composed by rule or by hand, its totals, and the supervisor's signature on it. */
export const SignBatch = ({ onOpenCase }: { readonly onOpenCase: (id: string) => void }) => {
  const { t } = useTranslation('batch');
  const live = useLive('batch.preview', {});
  const { session } = useDesk();
  useEffect(() => beginCompose(session.staff), [session.staff]);
  const compose = useCompose();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const preview = live.value;
  const { fitting, chosen } = composed(preview?.cases ?? [], compose);
  // Whole, also where there are more than are shown.
  const isWhole = preview !== undefined && chosen.length === preview.cases.length;

  const sign = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const result = await call('batch.sign', { password, ...(isWhole ? {} : { cases: chosen.map(({ id }) => id) }) });
    setBusy(false);
    setPassword('');
    if (result.ok) {
      composeAnew();
      const { number, batches } = result.value;
      showToast((say) => (batches > 1 ? say('batch:signedSeveral', { number, count: batches }) : say('batch:signed', { number })));
    } else setFailure(result.error);
  };

  return (
    <div className={styles.main}>
      <Panel title={t('toRelease')} fill flush aside={<StaleNotice live={live} />}>
        {preview && preview.entries === 0 && <EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>}
        {preview && preview.cases.length > 0 && <ComposeRule rows={preview.cases} />}
        {preview && preview.cases.length > 0 && fitting.length === 0 && <EmptyState title={t('desk:nothingFound.title')}>{t('noneFits')}</EmptyState>}
        {fitting.length > 0 && <ComposeTable rows={fitting} without={compose.without} onOpen={onOpenCase} />}
      </Panel>
      {preview && preview.entries > 0 && (
        <Panel title={t('sign')}>
          <BatchTotals cases={chosen} />
          <p className={styles.text} data-testid="batch-content">{isWhole
            ? <>{t('content')}: {t('common:cases', { count: preview.total })}, {t('common:persons', { count: preview.persons })}, {t('common:entries', { count: preview.entries })}</>
            : t('part', { chosen: chosen.length, count: preview.total })}</p>
          {isWhole && preview.entries > mostReleased && <p className={styles.text} data-testid="batch-several">{t('several', { most: mostReleased })}</p>}
          <form className={styles.sign} onSubmit={(event) => void sign(event)}>
            <PasswordInput className={styles.password} label={t('password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('unlock:showPassword') }} />
            <Button type="submit" loading={busy} disabled={password === '' || (!isWhole && chosen.length === 0)} data-testid="batch-sign">{t('signAction')}</Button>
          </form>
          {failure && <ErrorNotice error={failure} />}
        </Panel>
      )}
    </div>
  );
};
