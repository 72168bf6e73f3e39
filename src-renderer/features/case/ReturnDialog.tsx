import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './CaseView.module.css';

type Props = { readonly opened: boolean; readonly onClose: () => void; readonly onReturn: (reason: string) => void };

/** Why a case goes back to the caseworker: nobody can mend what they are not told. */
export const ReturnDialog = ({ opened, onClose, onReturn }: Props) => {
  const { t } = useTranslation('case');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '') return;
    onReturn(reason.trim());
    setReason('');
    setTried(false);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('returnTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate onKeyDown={(event) => { if (event.ctrlKey && event.key === 'Enter') submit(event); }}>
        <Textarea data-autofocus label={t('reason')} description={t('returnHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim() === '' ? t('errors:issue.required') : undefined} required rows={4} maxLength={1000} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="return-confirm">{t('action.return')}</Button>
        </div>
      </form>
    </Modal>
  );
};
