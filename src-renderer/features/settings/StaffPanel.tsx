import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { Role } from '../../../shared/domain/staff.ts';
import { NewStaff } from '../../../shared/ipc/inputs.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { inputIssues } from '../../i18n/input-issues.ts';
import styles from './SettingsScreen.module.css';
import { StaffList } from './StaffList.tsx';

const empty = { login: '', name: '', password: '', ownPassword: '', roles: ['caseworker'] as Role[] };

/** Who works on the laptop; adding somebody, or giving one who is there a new password and signature. */
export const StaffPanel = () => {
  const { t } = useTranslation('unlock');
  const live = useLive('staff.list', {});
  const [typed, setTyped] = useState(empty);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const text = (name: 'login' | 'name' | 'password' | 'ownPassword') => ({
    label: name === 'ownPassword' ? t('settings.ownPassword') : t(`field.${name}`),
    value: typed[name],
    error: errors[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    const parsed = NewStaff.safeParse(typed);
    setErrors(parsed.success ? {} : Object.fromEntries(inputIssues(parsed.error).map((issue) => [issue.path, issueWords(t, issue)])));
    if (!parsed.success) return;
    setBusy(true);
    const result = await call('staff.add', { ...parsed.data, ownPassword: typed.ownPassword });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setTyped(empty);
    showToast((t) => t('unlock:settings.added'));
  };
  const eye = { 'aria-label': t('showPassword') };
  return (
    <Panel title={t('settings.staff')}>
      <StaffList rows={live.value?.rows ?? []} />
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="staff-form" aria-label={t('settings.add')}>
        <p className={styles.hint}>{t('settings.addHint')}</p>
        <div className={styles.pair}><TextInput {...text('login')} required autoComplete="off" /><TextInput {...text('name')} required autoComplete="off" /></div>
        <Checkbox.Group label={t('settings.roles')} value={typed.roles} onChange={(roles) => setTyped({ ...typed, roles: roles as Role[] })} error={errors['roles']}>
          <div className={styles.roles}>{Role.options.map((role) => <Checkbox key={role} value={role} label={t(`shell:role.${role}`)} />)}</div>
        </Checkbox.Group>
        <div className={styles.pair}>
          <PasswordInput {...text('password')} required autoComplete="new-password" visibilityToggleButtonProps={eye} />
          <PasswordInput {...text('ownPassword')} required autoComplete="current-password" visibilityToggleButtonProps={eye} />
        </div>
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy} disabled={typed.ownPassword === ''}>{t('settings.add')}</Button>
      </form>
    </Panel>
  );
};
