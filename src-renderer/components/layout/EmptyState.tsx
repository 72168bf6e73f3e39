import styles from './EmptyState.module.css';

/** What an empty list says: what would be here, and how it comes here. */
export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: React.ReactNode }) => (
  <div className={styles.empty}>
    <p className={styles.title}>{title}</p>
    {children !== undefined && <div className={styles.text}>{children}</div>}
  </div>
);
