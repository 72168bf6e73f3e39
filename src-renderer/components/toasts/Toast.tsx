import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hideToast } from './hide-toast.ts';
import type { ShownToast } from './toast-store.ts';
import styles from './Toasts.module.css';

/** Long enough to read two lines; with something to do, long enough to see a slip of the hand. */
const milliseconds = { said: 5000, toDo: 8000 } as const;

/** One toast, in the language of the window also where that changes while it stands. It goes by itself, but not under the hand or the focus. */
export const Toast = ({ number, words, trouble, actions }: ShownToast) => {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = pointed || focused;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => hideToast(number), actions.length > 0 ? milliseconds.toDo : milliseconds.said);
    return () => clearTimeout(timer);
  }, [held, number, actions.length]);
  return (
    <div className={styles.toast} data-testid="toast" data-trouble={trouble || undefined} role={trouble ? 'alert' : undefined} onMouseEnter={() => setPointed(true)} onMouseLeave={() => setPointed(false)} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
      <span className={styles.words}>{trouble && <span aria-hidden="true">■ </span>}{words(t)}</span>
      {actions.map(({ label, run, test }) => <Button key={test} size="compact-sm" h={28} px={10} variant="default" className={styles.action} onClick={run} data-testid={test}>{label(t)}</Button>)}
      <CloseButton size={28} iconSize={16} className={styles.action} onClick={() => hideToast(number)} aria-label={t('common:close')} />
    </div>
  );
};
