import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Result } from '../../../shared/base/result.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import styles from './Commission.module.css';

type Props = { readonly title: string; readonly hint: string; readonly opened: boolean; readonly onClose: () => void; readonly onConfirm: (reason: string) => Promise<Result<unknown, AppError>> };

/** Asks the chair why before a step that ends something; the reason stands in the record for whoever reads it later. */
export const ReasonDialog = ({ title, hint, opened, onClose, onConfirm }: Props) => {
  const { t } = useTranslation('mse');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const close = () => {
    setReason('');
    setFailure(null);
    onClose();
  };
  const confirm = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const answer = await onConfirm(reason);
    if (answer.ok) close();
    else setFailure(answer.error);
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.dialog} onSubmit={(event) => void confirm(event)} data-testid="reason-form">
        <Textarea data-autofocus label={t('field.reason')} description={hint} value={reason} onChange={(event) => setReason(event.currentTarget.value)} rows={4} maxLength={500} required />
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>{t('common:cancel')}</Button>
          <Button type="submit" disabled={reason.trim() === ''} data-testid="reason-confirm">{title}</Button>
        </div>
      </form>
    </Modal>
  );
};
