import styles from './Keys.module.css';

/** A shortcut, as printed on the keys. Hidden from screen readers: `aria-keyshortcuts` of the control says it. */
export const Keys = ({ children }: { readonly children: string }) => (
  <kbd aria-hidden="true" className={styles.keys}>{children}</kbd>
);
