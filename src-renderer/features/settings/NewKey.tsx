import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { OwnPasswordForm } from './OwnPasswordForm.tsx';

/** A new key for all data of the laptop. */
export const NewKey = () => {
  const { t } = useTranslation('unlock');
  return (
    <Panel title={t('settings.rekey')}>
      <OwnPasswordForm hint={t('settings.rekeyHint')} action={t('settings.rekeyAction')} test="rekey-form" work={(password) => call('session.rekey', { password })} onDone={() => showToast((say) => say('unlock:settings.rekeyed'))} />
    </Panel>
  );
};
