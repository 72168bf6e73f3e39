import { Button, Checkbox, Select, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, InputIssue } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { Keys } from '../../components/layout/Keys.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { emptyReferral, fieldOfPath, readReferral, useTypedReferral, type TypedReferral } from './typed-referral.ts';

const exceptions = ['none', 'anatomicalDefect', 'incurable'] as const;

/** A medical organisation's referral, typed from its paper. */
export const ReferralScreen = ({ onRegistered }: { readonly onRegistered: (id: string) => void }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const typed = useTypedReferral();
  const put = (change: Partial<TypedReferral>) => useTypedReferral.setState(change);
  const icd = useOnce('mse.reference', {})?.icd ?? [];
  const [text, setText] = useState('');
  const found = useLive('person.find', text.trim().length < 2 ? null : { text, limit: 8 });
  const before = useLive('act.list', typed.person ? { personId: typed.person.id } : null).value?.rows.find(({ status }) => status === 'signed');
  const [issues, setIssues] = useState<readonly InputIssue[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);

  const save = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const read = readReferral(typed);
    const missing = typed.person ? [] : [{ path: 'person', code: 'required' }];
    if ('issues' in read || !typed.person) return setIssues([...missing, ...('issues' in read ? read.issues : [])]);
    const answer = await call('assessment.register', { personId: typed.person.id, mode: typed.mode, basis: { kind: 'first', act: null, reason: '' }, referral: read.referral });
    if (answer.ok) {
      useTypedReferral.setState(emptyReferral);
      return onRegistered(answer.value.id);
    }
    setFailure(answer.error);
    setIssues(answer.error.type === 'InvalidInput' ? answer.error.issues.map((issue) => ({ ...issue, path: fieldOfPath(issue.path.replace(/^referral\./, '')) })) : []);
  };
  const fault = (path: string) => {
    const issue = issues.find((one) => one.path === path);
    return issue && issueWords(t, issue);
  };
  type TextField = { [F in keyof TypedReferral]: TypedReferral[F] extends string ? F : never }[keyof TypedReferral];
  const words = (name: Exclude<TextField, 'mode'>, label = name as string) => ({ label: t(`field.${label}`), value: typed[name], error: fault(name), onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => put({ [name]: event.currentTarget.value }), 'data-field': name });
  const nameOf = (code: string) => icd.find((one) => one.code === code.trim().toUpperCase())?.[language];
  return (
    <Screen title={t('title.referral')}>
      <form onSubmit={(event) => void save(event)} onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') void save(event); }} noValidate style={{ display: 'flex', flex: 1, minHeight: 0 }} data-testid="referral-form">
        <Panel fill title={t('responsibleReferral')}>
          <div className={styles.form}>
            <div className={styles.wide}>
              <TextInput data-autofocus label={t('field.person')} value={typed.person?.name ?? text} error={fault('person')} onChange={(event) => { put({ person: null }); setText(event.currentTarget.value); }} data-field="person" />
              {!typed.person && (found.value?.rows.length ?? 0) > 0 && (
                <ul className={styles.found}>{found.value!.rows.map((row) => <li key={row.id}><button type="button" data-testid="person-choice" onClick={() => put({ person: { id: row.id, name: localPerson(language, row.nameKk, row.nameRu) } })}>{localPerson(language, row.nameKk, row.nameRu)} · {formatShortDate(row.birthDate)} · {row.iin ?? '—'}</button></li>)}</ul>
              )}
              {before && <p className={styles.soft} data-testid="basis-again">{t('basisAgain', { number: before.number, day: formatShortDate(before.day) })}</p>}
            </div>
            <TextInput {...words('organisation')} />
            <TextInput {...words('number', 'referralNumber')} />
            <DateField label={t('field.date')} value={typed.date} onChange={(date) => put({ date })} error={fault('date')} />
            <TextInput {...words('head')} />
            <Textarea className={styles.wide} {...words('doctors')} placeholder={t('doctorsHint')} rows={2} maxLength={4000} />
            <TextInput {...words('main')} description={nameOf(typed.main)} />
            <TextInput {...words('mainText')} />
            <TextInput {...words('others')} />
            <DateField label={t('field.onset')} value={typed.onset} onChange={(onset) => put({ onset })} error={fault('onset')} />
            <Select label={t('field.exception')} data={exceptions.map((value) => ({ value, label: t(`exception.${value}`) }))} value={typed.exception ?? 'none'} onChange={(value) => put({ exception: value === 'none' ? null : value })} allowDeselect={false} />
            <Select label={t('field.mode')} data={(['inPerson', 'inAbsentia'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))} value={typed.mode} onChange={(value) => put({ mode: value === 'inAbsentia' ? value : 'inPerson' })} allowDeselect={false} />
            <Textarea className={styles.wide} {...words('treatment')} rows={3} maxLength={8000} />
            <Textarea className={styles.wide} {...words('attachments')} placeholder={t('attachmentsHint')} rows={2} maxLength={8000} />
            <Checkbox label={t('field.insured')} checked={typed.insured} onChange={(event) => put({ insured: event.currentTarget.checked })} />
            <Checkbox label={t('field.workHarm')} checked={typed.harm} onChange={(event) => put({ harm: event.currentTarget.checked })} data-field="harm" />
            {typed.harm && <><TextInput {...words('harmAct')} /><DateField label={t('field.harmDate')} value={typed.harmDate} onChange={(harmDate) => put({ harmDate })} error={fault('harmDate')} /><TextInput {...words('employer')} /><TextInput {...words('profession')} /><TextInput {...words('harmMonths')} inputMode="numeric" /><TextInput {...words('otherProfession')} /><TextInput {...words('otherMonths')} inputMode="numeric" /></>}
            {failure && <div className={styles.wide}><ErrorNotice error={failure} /></div>}
            <div className={`${styles.wide ?? ''} ${styles.buttons ?? ''}`}><Button type="submit" rightSection={<Keys>Ctrl ↵</Keys>} data-testid="referral-save">{t('action.register')}</Button></div>
          </div>
        </Panel>
      </form>
    </Screen>
  );
};
