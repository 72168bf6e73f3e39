import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { StaffRow } from '../../../shared/ipc/rows.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import styles from './SettingsScreen.module.css';

/** Takes somebody's key to the laptop away, after the administrator's own password. */
export const RemoveStaff = ({ row, onClose }: { readonly row: StaffRow; readonly onClose: () => void }) => {
  const { t } = useTranslation('unlock');
  const [ownPassword, setOwnPassword] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    setFailure(null);
    setBusy(true);
    const result = await call('staff.remove', { login: row.login, ownPassword });
    setBusy(false);
    setOwnPassword('');
    if (!result.ok) return setFailure(result.error);
    showToast((t) => t('unlock:settings.removed'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('settings.removeOf', { name: row.name })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} data-testid="staff-remove-form">
        <p className={styles.hint}>{t('settings.removeHint')}</p>
        <PasswordInput data-autofocus label={t('settings.ownPassword')} value={ownPassword} onChange={(event) => setOwnPassword(event.currentTarget.value)} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }} />
        {failure && <ErrorNotice error={failure} />}
        <Button type="submit" loading={busy} disabled={ownPassword === ''}>{t('settings.remove')}</Button>
      </form>
    </Modal>
  );
};
