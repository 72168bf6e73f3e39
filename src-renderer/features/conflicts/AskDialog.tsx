import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ConflictsScreen.module.css';

type Props = { readonly asks: boolean; readonly count: number; readonly onClose: () => void; readonly onSend: (text: string) => void };

/** A question to those who wrote the values, or an answer to one. */
export const AskDialog = ({ asks, count, onClose, onSend }: Props) => {
  const { t } = useTranslation('conflicts');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') onSend(text.trim());
  };
  return (
    <Modal opened onClose={onClose} title={t(asks ? 'askTitle' : 'answerTitle', { count })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.form} noValidate onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') submit(event); }}>
        <Textarea data-autofocus label={t(asks ? 'askText' : 'answerText')} description={t('askHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} error={tried && text.trim() === '' ? t('errors:issue.required') : undefined} required rows={4} maxLength={1000} data-testid="ask-text" />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="ask-confirm">{t(asks ? 'ask' : 'answer')}</Button>
        </div>
      </form>
    </Modal>
  );
};
