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

const empty = { serverUrl: 'http://127.0.0.1:7400', code: '', deviceName: '' };
const nobody = { login: '', password: '' };
type Typed = typeof empty;
type Row = typeof nobody;

const isEmpty = (row: Row): boolean => row.login === '' && row.password === '';

/**
 * Enrolment of this laptop: where the centre is, the one-time code, and who will work here. Names and roles are the operator's, and come with the centre's answer; here
 * each of them gives their login and first password. A row left empty is passed over.
 */
export const EnrolScreen = () => {
  const { t } = useTranslation('unlock');
  const [typed, setTyped] = useState<Typed>(empty);
  // One who enters and one who approves: an office of one can release nothing.
  const [rows, setRows] = useState<readonly Row[]>([nobody, nobody]);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const field = (name: keyof Typed) => ({
    label: t(`field.${name}`),
    value: typed[name],
    error: errors[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  const cell = (index: number, name: keyof Row) => ({
    label: t(`field.${name}`),
    value: rows[index]?.[name] ?? '',
    error: errors[`staff.${index}.${name}`],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setRows(rows.map((row, at) => (at === index ? { ...row, [name]: value } : row)));
    },
  });

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const given = rows.some((row) => !isEmpty(row)) ? rows.flatMap((row, index) => (isEmpty(row) ? [] : [{ row, index }])) : [{ row: nobody, index: 0 }];
    const parsed = EnrolInput.safeParse({ ...typed, staff: given.map(({ row }) => row) });
    // Faults are said at the row on the screen, not at the place among those that were filled in.
    const placed = (path: string) => path.replace(/^staff\.(\d+)/, (_, at: string) => `staff.${String(given[Number(at)]?.index)}`);
    setErrors(Object.fromEntries((parsed.success ? [] : inputIssues(parsed.error)).map((issue) => [placed(issue.path), issueWords(t, issue)])));
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
        <TextInput {...field('serverUrl')} required description={t('addressHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} />
        <div className={styles.pair}>
          <TextInput {...field('code')} required autoFocus autoComplete="off" description={t('codeHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} />
          <TextInput {...field('deviceName')} required />
        </div>
        <div>
          <h2 className={styles.part}>{t('staff')}</h2>
          <p className={styles.text}>{t('staffHint')}</p>
        </div>
        {rows.map((_, index) => (
          // Rows are only ever added at the end.
          <div className={styles.pair} key={index} role="group" aria-label={t('staffRow', { number: index + 1 })} data-testid="enrol-staff">
            <TextInput {...cell(index, 'login')} required={index === 0} autoComplete="off" />
            <PasswordInput {...cell(index, 'password')} required={index === 0} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
          </div>
        ))}
        <Button variant="default" size="xs" disabled={rows.length >= 100} onClick={() => setRows([...rows, nobody])} data-testid="enrol-add-staff">{t('addStaff')}</Button>
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy}>{t('enrol')}</Button>
      </form>
    </main>
  );
};
