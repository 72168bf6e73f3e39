import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './SettingsScreen.module.css';

type Props = {
  readonly hint: string;
  readonly action: string;
  readonly test: string;
  /** In a dialog: it takes the focus, and its button is the primary one. */
  readonly alone?: boolean;
  readonly work: (ownPassword: string) => Promise<Result<unknown, AppError>>;
  readonly onDone: () => void;
};

/** What is done only with one's own password: it is asked, what the work answers is said, and the password is forgotten either way. */
export const OwnPasswordForm = ({ hint, action, test, alone = false, work, onDone }: Props) => {
  const { t } = useTranslation('unlock');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    const result = await work(password);
    setBusy(false);
    setPassword('');
    if (result.ok) onDone();
    else setFailure(result.error);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid={test}>
      <p className={styles.hint}>{hint}</p>
      <PasswordInput {...(alone ? { 'data-autofocus': true } : {})} label={t('settings.ownPassword')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
      {failure && <ErrorNotice error={failure} />}
      <Button type="submit" variant={alone ? 'filled' : 'default'} loading={busy} disabled={password === ''}>{action}</Button>
    </form>
  );
};
