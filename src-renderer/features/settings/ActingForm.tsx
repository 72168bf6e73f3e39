import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { NewActing, type ActingList } from '../../../shared/ipc/acting-rows.ts';
import type { z } from 'zod';
import { call } from '../../api/call.ts';
import { useToday } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { showToast } from '../../components/show-toast.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import { inputIssues } from '../../i18n/input-issues.ts';
import styles from './SettingsScreen.module.css';

type Typed = { readonly staff: string | null; readonly number: string; readonly dated: PlainDate | null; readonly from: PlainDate | null; readonly to: PlainDate | null; readonly password: string };

/** An order as it is typed: who, the paper's number and day, the term; signed with the supervisor's own password. */
export const ActingForm = ({ people, disabled }: { readonly people: z.infer<typeof ActingList>['people']; readonly disabled: boolean }) => {
  const { t } = useTranslation('unlock');
  const today = useToday();
  const empty: Typed = { staff: null, number: '', dated: today, from: today, to: null, password: '' };
  const [typed, setTyped] = useState<Typed>(empty);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const say = (issues: readonly InputIssue[]) => setErrors(Object.fromEntries(issues.map((issue) => [issue.path, issueWords(t, issue)])));
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setErrors({});
    const lacking = (['staff', 'dated', 'from', 'to'] as const).filter((field) => typed[field] === null);
    if (lacking.length > 0) return say(lacking.map((path) => ({ path, code: 'required' })));
    const parsed = NewActing.safeParse(typed);
    if (!parsed.success) return say(inputIssues(parsed.error));
    setBusy(true);
    const result = await call('acting.appoint', parsed.data);
    setBusy(false);
    if (!result.ok) {
      if (result.error.type === 'InvalidInput') return say(result.error.issues);
      return setFailure(result.error);
    }
    setTyped(empty);
    showToast((words) => words('unlock:acting.appointed'));
  };
  const day = (name: 'dated' | 'from' | 'to') => <DateField id={`acting-${name}`} label={t(`acting.${name}`)} value={typed[name]} onChange={(value) => setTyped({ ...typed, [name]: value })} error={errors[name]} required />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="acting-form" aria-label={t('acting.title')} noValidate>
      <div className={styles.pair}>
        <Select label={t('acting.who')} data={people.map(({ id, name }) => ({ value: id, label: name }))} value={typed.staff} onChange={(staff) => setTyped({ ...typed, staff })} error={errors['staff']} required comboboxProps={{ portalProps: { target: 'main' }, transitionProps: { duration: 0 } }} data-testid="acting-who" />
        <TextInput label={t('acting.number')} value={typed.number} onChange={(event) => setTyped({ ...typed, number: event.currentTarget.value })} error={errors['number']} required maxLength={40} autoComplete="off" data-testid="acting-number" />
      </div>
      <div className={styles.three}>{day('dated')}{day('from')}{day('to')}</div>
      <PasswordInput label={t('acting.ownPassword')} value={typed.password} onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })} required autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} data-testid="acting-password" />
      {failure && <ErrorNotice error={failure} />}
      <Button type="submit" loading={busy} disabled={disabled || typed.password === ''} data-testid="acting-appoint">{t('acting.appoint')}</Button>
    </form>
  );
};
