import { useRef } from 'react';
import styles from './Scale.module.css';

type Props<V extends number> = {
  readonly label: string;
  readonly values: readonly V[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
  /** Colours by severity: for degrees of limitation. */
  readonly severe?: boolean;
};

/** A small scale of figures. One stop for Tab; the figure's key or the arrows choose. */
export const Scale = <V extends number>({ label, values, value, onChange, disabled = false, severe = false }: Props<V>) => {
  const group = useRef<HTMLDivElement>(null);
  const choose = (next: V | undefined) => {
    if (next === undefined || disabled) return;
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-value="${String(next)}"]`)?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const at = value === null ? -1 : values.indexOf(value);
    const next = digit !== undefined ? values.find((one) => one === Number(digit)) : event.key === 'ArrowRight' ? values[Math.min(at + 1, values.length - 1)] : event.key === 'ArrowLeft' ? values[Math.max(at - 1, 0)] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
  };
  return (
    <div ref={group} role="radiogroup" aria-label={label} className={styles.scale} onKeyDown={onKeyDown} data-severe={severe || undefined} data-small={values.length > 5 || undefined}>
      {values.map((one, at) => (
        <button key={one} type="button" role="radio" aria-checked={one === value} aria-disabled={disabled} data-value={one} tabIndex={one === value || (value === null && at === 0) ? 0 : -1} className={styles.step} onClick={() => choose(one)}>{one}</button>
      ))}
    </div>
  );
};
