import styles from './Screen.module.css';

type Props = {
  readonly title: React.ReactNode;
  readonly over?: React.ReactNode;
  readonly beside?: React.ReactNode;
  readonly actions?: React.ReactNode;
  readonly children: React.ReactNode;
};

/** A screen: its heading (which takes the focus when the screen opens), what stands over and beside it, its actions, its content. */
export const Screen = ({ title, over, beside, actions, children }: Props) => (
  <div className={styles.screen}>
    <header>
      {over !== undefined && <div className={styles.over}>{over}</div>}
      <div className={styles.header}>
        <div className={styles.line}>
          <h1 className={styles.title} tabIndex={-1}>{title}</h1>
          {beside}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
    {children}
  </div>
);
