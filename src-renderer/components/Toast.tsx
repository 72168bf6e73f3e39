import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import styles from './Toast.module.css';

/** Words that are asked anew with each change of language: keys carry their namespace, because the `t` of a screen stays in the language it was made for. */
export type ToastWords = (t: TFunction) => string;

/** What can be done from a toast. `test`: its test id. */
export type ToastAction = { readonly label: ToastWords; readonly run: () => void; readonly test: string };

type Props = { readonly words: ToastWords; readonly actions?: readonly ToastAction[] };

/** The inside of a toast: its words in the language of the window, also where that changes while it stands. */
export const Toast = ({ words, actions = [] }: Props) => {
  const { t } = useTranslation();
  return (
    <div className={styles.toast}>
      <span>{words(t)}</span>
      {actions.length > 0 && <div className={styles.actions}>{actions.map(({ label, run, test }) => <Button key={test} size="compact-sm" h={28} px={10} variant="default" onClick={run} data-testid={test}>{label(t)}</Button>)}</div>}
    </div>
  );
};
