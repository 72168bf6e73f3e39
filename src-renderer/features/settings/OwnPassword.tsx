import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import styles from './SettingsScreen.module.css';

const empty = { old: '', new: '', again: '' };

/** The change of one's own password. */
export const OwnPassword = () => {
  const { t } = useTranslation('unlock');
  const [typed, setTyped] = useState(empty);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [differ, setDiffer] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setDiffer(typed.new !== typed.again);
    if (typed.new !== typed.again) return;
    setBusy(true);
    const result = await call('session.changePassword', { old: typed.old, new: typed.new });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setTyped(empty);
    showToast((t) => t('unlock:settings.changed'));
  };
  const field = (name: keyof typeof empty, complete: string) => (
    <PasswordInput label={t(`settings.${name}`)} value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })} autoComplete={complete}
      error={name === 'again' && differ ? t('settings.differ') : undefined} visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} data-testid={`password-${name}`} />
  );
  return (
    <Panel title={t('settings.password')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="password-form">
        {field('old', 'current-password')}
        {field('new', 'new-password')}
        {field('again', 'new-password')}
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy} disabled={typed.old === '' || typed.new === ''}>{t('settings.change')}</Button>
      </form>
    </Panel>
  );
};
