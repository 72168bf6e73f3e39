import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffId } from '../../../shared/base/ids.ts';
import { useLive } from '../../api/use-live.ts';
import styles from './CaseView.module.css';

type Props = { readonly opened: boolean; readonly except: StaffId; readonly onClose: () => void; readonly onReassign: (to: StaffId) => void };

/** To which caseworker the case goes. */
export const ReassignDialog = ({ opened, except, onClose, onReassign }: Props) => {
  const { t } = useTranslation('case');
  const workers = (useLive('case.workers', opened ? {} : null).value?.rows ?? []).filter(({ id }) => id !== except);
  const [to, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const submit = (event: React.SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (to === null) return;
    onReassign(to as StaffId);
    setTo(null);
    setTried(false);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('reassignTitle')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={submit} className={styles.dialog} noValidate>
        {workers.length === 0 && <p className={styles.who}>{t('noWorkers')}</p>}
        <Select data-autofocus label={t('reassignTo')} value={to} onChange={setTo} data={workers.map(({ id, name }) => ({ value: id, label: name }))} error={tried && to === null ? t('errors:issue.required') : undefined} required comboboxProps={{ withinPortal: true, transitionProps: { duration: 0 } }} data-testid="reassign-to" />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" disabled={workers.length === 0} data-testid="reassign-confirm">{t('action.reassign')}</Button>
        </div>
      </form>
    </Modal>
  );
};
