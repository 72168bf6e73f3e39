import styles from './Mark.module.css';

/** A state's tone: each has a shape of its own, so that it is read without colours. */
export type Tone = 'good' | 'warn' | 'bad' | 'half' | 'plain';

const shapes = { good: '●', warn: '▲', bad: '■', half: '◐', plain: '○' } as const satisfies Record<Tone, string>;

type Props = { readonly tone: Tone; readonly children: React.ReactNode; readonly title?: string | undefined; readonly quiet?: boolean };

/** A state by shape and word. `quiet`: without the tinted ground, for tables. */
export const Mark = ({ tone, children, title, quiet = false }: Props) => (
  <span className={quiet ? styles.quiet : styles.mark} data-tone={tone} title={title}>
    <span aria-hidden="true" className={styles.shape}>{shapes[tone]}</span>
    <span>{children}</span>
  </span>
);
