import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area, KatoCode } from '../../../shared/domain/kato.ts';
import { AreaPicker } from '../../components/fields/AreaPicker.tsx';
import styles from './CaseView.module.css';

type Props = {
  readonly opened: boolean;
  readonly areas: readonly Area[];
  readonly from: KatoCode;
  readonly onClose: () => void;
  readonly onTransfer: (to: KatoCode, reason: string) => void;
};

/** To which district the case goes, and why; says what stays here. */
export const TransferDialog = ({ opened, areas, from, onClose, onTransfer }: Props) => {
  const { t } = useTranslation('case');
  const [to, setTo] = useState<KatoCode | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (to !== null) onTransfer(to, reason.trim());
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('transferTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate>
        <p className={styles.who}>{t('transferHint')}</p>
        <AreaPicker label={t('transferTo')} areas={areas} value={to} onChange={setTo} except={from} required error={tried && to === null ? t('errors:issue.required') : undefined} />
        <Textarea label={t('reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} rows={3} maxLength={1000} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" data-testid="transfer-confirm">{t('action.transfer')}</Button>
        </div>
      </form>
    </Modal>
  );
};
