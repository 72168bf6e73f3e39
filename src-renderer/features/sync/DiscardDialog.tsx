import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './SyncScreen.module.css';

type Props = { readonly opened: boolean; readonly onClose: () => void; readonly onDiscard: (reason: string) => void };

/** Why something that the centre did not take is given up: the reason stays beside what was typed. */
export const DiscardDialog = ({ opened, onClose, onDiscard }: Props) => {
  const { t } = useTranslation('sync');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '') return;
    onDiscard(reason.trim());
    setReason('');
    setTried(false);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('put.discardTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') submit(event); }}>
        <Textarea data-autofocus label={t('put.reason')} description={t('put.discardHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim() === '' ? t('errors:issue.required') : undefined} required rows={3} maxLength={1000} data-testid="discard-reason" />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="discard-confirm">{t('put.discard')}</Button>
        </div>
      </form>
    </Modal>
  );
};
