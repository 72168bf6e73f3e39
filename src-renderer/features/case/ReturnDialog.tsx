import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldNote } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import styles from './CaseView.module.css';

type Props = { readonly opened: boolean; readonly form: CaseFormRow | undefined; readonly onClose: () => void; readonly onReturn: (reason: string, fields: FieldNote[]) => void };

const mostReason = 1000;

/** Why a case goes back to the caseworker, as a whole and field by field: nobody can mend what they are not told. */
export const ReturnDialog = ({ opened, form, onClose, onReturn }: Props) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const [fields, setFields] = useState<readonly FieldNote[]>([]);
  const [tried, setTried] = useState(false);
  const labels = new Map<string, string>([...(form?.fields ?? []).map(({ id, label }): [string, string] => [`law.${id}`, lawWords(language, label)]), ['note', t('field.note')]]);
  const told = fields.filter(({ text }) => text.trim() !== '');
  const isNothing = reason.trim() === '' && told.length === 0;
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNothing) return;
    // The reason holds all of it in words: papers and earlier versions know no fields.
    const words = [reason.trim(), ...told.map(({ field, text }) => `${labels.get(field) ?? field}: ${text.trim()}`)].filter((line) => line !== '').join('\n').slice(0, mostReason);
    onReturn(words, told.map(({ field, text }) => ({ field, text: text.trim() })));
    setReason('');
    setFields([]);
    setTried(false);
  };
  const type = (field: string, text: string) => setFields((before) => before.map((one) => (one.field === field ? { field, text } : one)));
  return (
    <Modal opened={opened} onClose={onClose} title={t('returnTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') submit(event); }}>
        <Textarea data-autofocus label={t('reason')} description={t('returnHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && isNothing ? t('errors:issue.required') : undefined} required={told.length === 0} rows={3} maxLength={mostReason} />
        {fields.map(({ field, text }) => (
          <div key={field} className={styles.noteLine}>
            <TextInput className={styles.noteText} label={labels.get(field) ?? field} value={text} onChange={(event) => type(field, event.currentTarget.value)} maxLength={300} autoComplete="off" data-testid="return-field-text" />
            <SmallButton variant="subtle" onClick={() => setFields((before) => before.filter((one) => one.field !== field))}>{t('noField')}</SmallButton>
          </div>
        ))}
        <Select
          label={t('atField')} placeholder={t('chooseField')} searchable value={null} data={[...labels].filter(([field]) => !fields.some((one) => one.field === field)).map(([value, label]) => ({ value, label }))} data-testid="return-field"
          comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }} onChange={(field) => { if (field !== null) setFields((before) => [...before, { field, text: '' }]); }}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="return-confirm">{t('action.return')}</Button>
        </div>
      </form>
    </Modal>
  );
};
