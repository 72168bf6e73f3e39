import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Toast } from './Toast.tsx';
import { useToasts } from './toast-store.ts';
import styles from './Toasts.module.css';
import { useClearPlace } from './use-clear-place.ts';

/** What is said in passing: above the status line, two at most, over no room of the rail, no primary action and not over what has the focus. */
export const Toasts = () => {
  const { t } = useTranslation();
  const { shown } = useToasts();
  const area = useRef<HTMLElement>(null);
  const place = useClearPlace(area, shown);
  return (
    <div className={styles.room}>
      <section className={styles.toasts} ref={area} aria-label={t('common:said')} aria-live="polite" data-testid="toasts" data-place={place}>
        {shown.map((toast) => <Toast key={toast.kind} {...toast} />)}
      </section>
    </div>
  );
};
