import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { LiveView } from '../live-view.ts';
import { Mark } from '../marks/Mark.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';

/** Says that a live list may have aged, or, where there is nothing to show at all, why. Nothing while all is well. */
export const StaleNotice = ({ live }: { readonly live: LiveView<unknown> }) => {
  const { t } = useTranslation('common');
  const error: AppError | null = live.error;
  if (!error) return null;
  return live.value === undefined ? <ErrorNotice error={error} /> : <div role="status"><Mark tone="warn">{t('stale')}</Mark></div>;
};
