import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { DeviceState } from '../../../shared/ipc/device-state.ts';
import { call } from '../../api/call.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import styles from './DeviceScreen.module.css';
import { useCountdown } from './use-countdown.ts';

/** Who is at the laptop, and their password. After a wrong one the wait runs down on the button. */
export const UnlockScreen = ({ device, place }: { readonly device: DeviceState; readonly place: string }) => {
  const { t } = useTranslation('unlock');
  const clock = useClock();
  const [login, setLogin] = useState(device.logins[0] ?? '');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(() => clock() + device.retryAfterSeconds * 1000);
  const wait = useCountdown(blockedUntil);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    const result = await call('session.unlock', { login, password });
    setBusy(false);
    if (result.ok) return;
    setFailure(result.error);
    setPassword('');
    if (result.error.type === 'WrongPassword') setBlockedUntil(clock() + result.error.retryAfterSeconds * 1000);
    box.current?.focus();
  };

  return (
    <main className={styles.page}>
      <form className={`${styles.card} ${styles.narrow}`} onSubmit={(event) => void submit(event)} aria-labelledby="unlock-title" data-testid="unlock-form">
        <div>
          <p className={styles.brand}>{t('common:brand')}</p>
          <h1 className={styles.title} id="unlock-title">{t('unlockTitle')}</h1>
          <p className={styles.text}>{[place, device.deviceName].filter((part) => part !== '').join(' · ')}</p>
        </div>
        {device.training && <div><Mark tone="warn">{t('training')}</Mark></div>}
        {device.logins.length > 0
          ? <Select label={t('field.login')} data={device.logins} value={login} onChange={(value) => setLogin(value ?? '')} allowDeselect={false} />
          : <TextInput label={t('field.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} />}
        <PasswordInput ref={box} label={t('field.password')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy} disabled={wait > 0 || login === ''}>{wait > 0 ? t('waitSeconds', { count: wait }) : t('unlock')}</Button>
      </form>
    </main>
  );
};
