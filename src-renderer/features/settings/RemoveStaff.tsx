import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StaffRow } from '../../../shared/ipc/rows.ts';
import { call } from '../../api/call.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { OwnPasswordForm } from './OwnPasswordForm.tsx';

/** Takes somebody's key to the laptop away, after the administrator's own password. */
export const RemoveStaff = ({ row, onClose }: { readonly row: StaffRow; readonly onClose: () => void }) => {
  const { t } = useTranslation('unlock');
  const done = () => {
    showToast((say) => say('unlock:settings.removed'));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('settings.removeOf', { name: row.name })} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <OwnPasswordForm alone hint={t('settings.removeHint')} action={t('settings.remove')} test="staff-remove-form" work={(ownPassword) => call('staff.remove', { login: row.login, ownPassword })} onDone={done} />
    </Modal>
  );
};
