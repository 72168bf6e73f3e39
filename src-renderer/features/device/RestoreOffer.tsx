import { Button, PasswordInput, Progress, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './DeviceScreen.module.css';
import { useCountdown } from './use-countdown.ts';

/** What a damaged replica can be restored from, the password that opens it, and how far the restore is. The damaged file is kept. */
export const RestoreOffer = ({ logins }: { readonly logins: readonly string[] }) => {
  const { t } = useTranslation('unlock');
  const language = useLanguage();
  const clock = useClock();
  const options = useLive('recovery.options', {}).value;
  const progress = useLive('recovery.watch', {}).value;
  const [login, setLogin] = useState(logins[0] ?? '');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const wait = useCountdown(blockedUntil);
  const [best] = options?.sources ?? [];

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setFailure(null);
    const result = await call('recovery.restore', { login, password });
    setBusy(false);
    setPassword('');
    if (result.ok) return showToast((t) => result.value.complete ? t('unlock:restore.done') : t('unlock:restore.doneInPart'), { trouble: !result.value.complete });
    setFailure(result.error);
    if (result.error.type === 'WrongPassword') setBlockedUntil(clock() + result.error.retryAfterSeconds * 1000);
  };

  if (!options) return null;
  if (!best) return <p className={styles.text} data-testid="restore-none">{t('restore.none')}</p>;
  const running = busy && progress && progress.phase !== 'idle';
  const share = running && progress.total > 0 ? (100 * progress.done) / progress.total : 100;
  return (
    <form className={styles.offer} onSubmit={(event) => void submit(event)} aria-labelledby="restore-title" data-testid="restore-form">
      <h2 className={styles.part} id="restore-title">{t('restore.title')}</h2>
      <p className={styles.text} data-testid="restore-source">
        {best.takenAt === null ? t('restore.fromSaves', { count: best.entries }) : t('restore.fromSnapshot', { at: formatMoment(language, best.takenAt, clock()), count: best.entries })}
      </p>
      <p className={styles.text}>{t('restore.kept')}</p>
      <Select label={t('field.login')} data={[...logins]} value={login} onChange={(value) => setLogin(value ?? '')} allowDeselect={false} disabled={busy} />
      <PasswordInput label={t('field.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" disabled={busy} visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
      {failure && <ErrorNotice error={failure} />}
      {running && (
        <div role="status" data-testid="restore-progress">
          <p className={styles.text}>{t(`restore.phase.${progress.phase}`)}</p>
          <Progress value={share} animated={progress.total === 0} aria-label={t(`restore.phase.${progress.phase}`)} />
        </div>
      )}
      <Button type="submit" loading={busy} disabled={wait > 0 || password === ''}>{wait > 0 ? t('waitSeconds', { count: wait }) : t('restore.begin')}</Button>
    </form>
  );
};
