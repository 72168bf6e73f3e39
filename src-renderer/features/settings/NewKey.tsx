import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import styles from './SettingsScreen.module.css';

/** A new key for all data of the laptop. */
export const NewKey = () => {
  const { t } = useTranslation('unlock');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    const result = await call('session.rekey', { password });
    setBusy(false);
    setPassword('');
    if (result.ok) showToast((t) => t('unlock:settings.rekeyed'));
    else setFailure(result.error);
  };
  return (
    <Panel title={t('settings.rekey')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="rekey-form">
        <p className={styles.hint}>{t('settings.rekeyHint')}</p>
        <PasswordInput label={t('settings.ownPassword')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" variant="default" loading={busy} disabled={password === ''}>{t('settings.rekeyAction')}</Button>
      </form>
    </Panel>
  );
};
