import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActingRow } from '../../../shared/ipc/acting-rows.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { showToast } from '../../components/show-toast.tsx';
import styles from './SettingsScreen.module.css';

/** Ends an order before its term, after the supervisor's own password. */
export const EndActing = ({ row, onClose }: { readonly row: ActingRow; readonly onClose: () => void }) => {
  const { t } = useTranslation('unlock');
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    const result = await call('acting.end', { order: row.order, password });
    setBusy(false);
    setPassword('');
    if (!result.ok) return setFailure(result.error);
    showToast((words) => words('unlock:acting.ended'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('acting.endOf', { name: row.staffName, number: row.number })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="acting-end-form">
        <p className={styles.hint}>{t('acting.endText', { name: row.staffName })}</p>
        <PasswordInput data-autofocus label={t('acting.ownPassword')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy} disabled={password === ''}>{t('acting.end')}</Button>
      </form>
    </Modal>
  );
};
