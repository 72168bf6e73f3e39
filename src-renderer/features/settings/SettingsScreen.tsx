import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/Screen.tsx';
import { useDesk } from '../../components/session-context.ts';
import { ActingPanel } from './ActingPanel.tsx';
import { NewKey } from './NewKey.tsx';
import { OwnPassword } from './OwnPassword.tsx';
import styles from './SettingsScreen.module.css';
import { StaffPanel } from './StaffPanel.tsx';

/** One's own password; for the supervisor, who acts in their place; for the administrator, the staff of the laptop and the key of its data. */
export const SettingsScreen = () => {
  const { t } = useTranslation('unlock');
  const { session } = useDesk();
  const administers = session.roles.includes('administrator');
  const supervises = session.roles.includes('supervisor');
  return (
    <Screen title={t('settings.title')}>
      <div className={styles.columns}>
        <div className={styles.column}><OwnPassword />{administers && <NewKey />}</div>
        {(administers || supervises) && <div className={styles.column}>{supervises && <ActingPanel />}{administers && <StaffPanel />}</div>}
      </div>
    </Screen>
  );
};
