import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { useToday } from '../../components/clock-context.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import styles from './CaseView.module.css';

type Props = { readonly opened: boolean; readonly onClose: () => void; readonly onPutAside: (until: PlainDate, reason: string) => void };

/** Until when a case waits, and for what. */
export const PutAsideDialog = ({ opened, onClose, onPutAside }: Props) => {
  const { t } = useTranslation('case');
  const today = useToday();
  const [until, setUntil] = useState<PlainDate | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const dayError = until === null ? t('errors:issue.required') : until <= today ? t('errors:issue.notLater') : undefined;
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (until === null || dayError !== undefined || reason.trim() === '') return;
    onPutAside(until, reason.trim());
    setUntil(null);
    setReason('');
    setTried(false);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('putAsideTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate>
        <p className={styles.who}>{t('putAsideHint')}</p>
        <DateField label={t('asideUntil')} value={until} onChange={setUntil} required error={tried ? dayError : undefined} id="aside-until" />
        <Textarea label={t('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim() === '' ? t('errors:issue.required') : undefined} required rows={2} maxLength={1000} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="aside-confirm">{t('action.putAside')}</Button>
        </div>
      </form>
    </Modal>
  );
};
