import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { EnrolInput } from '../../../shared/ipc/inputs.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import { inputIssues } from '../../i18n/input-issues.ts';
import styles from './DeviceScreen.module.css';

const empty = { serverUrl: 'http://127.0.0.1:7400', code: '', deviceName: '', name: '', login: '', password: '' };
type Typed = typeof empty;

/** Enrolment of this laptop: where the centre is, the one-time code, and the first member of staff, who can do all an office does. */
export const EnrolScreen = () => {
  const { t } = useTranslation('unlock');
  const [typed, setTyped] = useState<Typed>(empty);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const field = (name: keyof Typed, path: string = name) => ({
    label: t(`field.${name}`),
    value: typed[name],
    error: errors[path],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  });

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const { serverUrl, code, deviceName, name, login, password } = typed;
    const input = { serverUrl, code, deviceName, staff: [{ name, login, password, roles: ['caseworker' as const, 'supervisor' as const] }] };
    const parsed = EnrolInput.safeParse(input);
    const issues = parsed.success ? [] : inputIssues(parsed.error);
    setErrors(Object.fromEntries(issues.map((issue) => [issue.path, issueWords(t, issue)])));
    setFailure(null);
    if (!parsed.success) return;
    setBusy(true);
    const result = await call('device.enrol', parsed.data);
    setBusy(false);
    if (!result.ok) setFailure(result.error);
  };

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate aria-labelledby="enrol-title" data-testid="enrol-form">
        <div>
          <h1 className={styles.title} id="enrol-title">{t('enrolTitle')}</h1>
          <p className={styles.text}>{t('enrolText')}</p>
        </div>
        <TextInput {...field('serverUrl')} required />
        <div className={styles.pair}>
          <TextInput {...field('code')} required autoFocus autoComplete="off" description={t('codeHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} />
          <TextInput {...field('deviceName')} required />
        </div>
        <h2 className={styles.part}>{t('firstStaff')}</h2>
        <TextInput {...field('name', 'staff.0.name')} required autoComplete="off" />
        <div className={styles.pair}>
          <TextInput {...field('login', 'staff.0.login')} required autoComplete="off" />
          <PasswordInput {...field('password', 'staff.0.password')} required autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
        </div>
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy}>{t('enrol')}</Button>
      </form>
    </main>
  );
};
