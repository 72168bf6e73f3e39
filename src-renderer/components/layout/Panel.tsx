import styles from './Panel.module.css';
import { Scroller } from './Scroller.tsx';

type Props = {
  readonly title?: string;
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
  readonly fill?: boolean;
  readonly level?: 2 | 3;
  readonly flush?: boolean;
};

/** A white panel with a heading. `fill`: takes the height left and scrolls inside; `flush`: no inner margin (tables). */
export const Panel = ({ title, aside, children, fill = false, level = 2, flush = false }: Props) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.panel} data-fill={fill || undefined} data-flush={flush || undefined} aria-label={title}>
      {title !== undefined && (
        <header className={styles.header}>
          <Heading className={styles.title}>{title}</Heading>
          {aside}
        </header>
      )}
      {fill && !flush ? <Scroller className={styles.body} label={title}>{children}</Scroller> : <div className={styles.body}>{children}</div>}
    </section>
  );
};
