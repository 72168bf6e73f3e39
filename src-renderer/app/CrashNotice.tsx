import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../components/errors/ErrorNotice.tsx';
import { Screen } from '../components/layout/Screen.tsx';

/** What stands where a screen broke: the number of the incident, and the way to try again. */
export const CrashNotice = ({ incidentId, onRetry }: { readonly incidentId: string; readonly onRetry: () => void }) => {
  const { t } = useTranslation('shell');
  return (
    <Screen title={t('crash')}>
      <ErrorNotice error={{ type: 'Unexpected', incidentId }}>
        <Button mt={10} size="xs" onClick={onRetry}>{t('retry')}</Button>
      </ErrorNotice>
    </Screen>
  );
};
