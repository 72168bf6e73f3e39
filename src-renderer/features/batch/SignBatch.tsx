import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { showToast } from '../../components/show-toast.tsx';
import { CaseTable } from '../worklist/CaseTable.tsx';
import styles from './BatchScreen.module.css';

/** What waits to be released, and the supervisor's signature on it. */
export const SignBatch = ({ onOpenCase }: { readonly onOpenCase: (id: string) => void }) => {
  const { t } = useTranslation('batch');
  const live = useLive('batch.preview', {});
  const [activeId, setActiveId] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const preview = live.value;

  const sign = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const result = await call('batch.sign', { password });
    setBusy(false);
    setPassword('');
    if (result.ok) showToast((t) => t('batch:signed', { number: result.value.number }));
    else setFailure(result.error);
  };

  return (
    <div className={styles.main}>
      <Panel title={t('toRelease')} fill flush aside={<StaleNotice live={live} />}>
        {preview && preview.entries === 0 && <EmptyState title={t('nothing.title')}>{t('nothing.text')}</EmptyState>}
        {preview && preview.cases.length > 0 && <CaseTable label={t('toRelease')} rows={preview.cases} activeId={activeId} onActive={setActiveId} onOpen={onOpenCase} shape="beside" />}
      </Panel>
      {preview && preview.entries > 0 && (
        <Panel title={t('sign')}>
          <p className={styles.text} data-testid="batch-content">{t('content')}: {t('common:cases', { count: preview.cases.length })}, {t('common:persons', { count: preview.persons })}, {t('common:entries', { count: preview.entries })}</p>
          <form className={styles.sign} onSubmit={(event) => void sign(event)}>
            <PasswordInput className={styles.password} label={t('password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('unlock:showPassword') }} />
            <Button type="submit" loading={busy} disabled={password === ''} data-testid="batch-sign">{t('signAction')}</Button>
          </form>
          {failure && <ErrorNotice error={failure} />}
        </Panel>
      )}
    </div>
  );
};
