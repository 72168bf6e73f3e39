import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import type { Column } from './DataTable.tsx';
import styles from './DataTable.module.css';
import { findRowMove } from './row-move.ts';

type Props<R> = {
  readonly label: string;
  /** How many rows there are, of which `rows` are those from `offset` on. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  /** Place of the row one stands on. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  /** The rows from `first` to `last` are to be seen. */
  readonly onSeen: (first: number, last: number) => void;
  readonly onOpen: (row: R) => void;
  /** Rows that are chosen, several at a time. */
  readonly marked: ReadonlySet<string>;
  readonly onMark: (rows: readonly R[], on: boolean) => void;
  readonly rowHeight: number;
  readonly testId: string;
};

const headHeight = 34;

/**
 * A list too long to be here whole: rows are asked for as they come into view. Worked by keyboard as `DataTable`; Space chooses a row, Shift with an arrow chooses as it
 * goes.
 */
export const PagedTable = <R extends { readonly id: string }>({ label, total, offset, rows, columns, at, onAt, onSeen, onOpen, marked, onMark, rowHeight, testId }: Props<R>) => {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 6, scrollMargin: headHeight, scrollPaddingStart: headHeight });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onSeen(first, last), [first, last, onSeen]);
  const rowAt = (index: number): R | undefined => rows[index - offset];
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = rowAt(at);
    if (event.key === 'Enter' && row) {
      event.preventDefault();
      onOpen(row);
      return;
    }
    if (event.code === 'Space' && row) {
      event.preventDefault();
      onMark([row], !marked.has(row.id));
      return;
    }
    const to = findRowMove(event.code, at, total, Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1));
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey) {
      const [from, until] = [Math.min(at, to), Math.max(at, to)];
      onMark(rows.filter((_, index) => index + offset >= from && index + offset <= until), true);
    }
    onAt(to);
    virtual.scrollToIndex(to);
  };

  return (
    <div ref={scroller} className={styles.table} role="grid" aria-label={label} aria-rowcount={total + 1} aria-colcount={columns.length} aria-multiselectable="true" tabIndex={0} onKeyDown={onKeyDown} data-autofocus data-testid={testId} aria-activedescendant={rowAt(at) ? `${base}${String(at)}` : undefined}>
      <div role="rowgroup" className={styles.top}>
        <div className={styles.head} role="row" aria-rowindex={1} style={{ ...tracks, height: headHeight }}>
          {columns.map((column) => <div key={column.key} role="columnheader" data-align={column.align}>{column.title}</div>)}
        </div>
      </div>
      <div role="rowgroup" className={styles.length} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const place = { ...tracks, height: rowHeight, transform: `translateY(${String(item.start - headHeight)}px)` };
          if (!row) return <div key={item.index} role="row" aria-rowindex={item.index + 2} className={styles.row} style={place}>{columns.map((column) => <div key={column.key} role="gridcell" />)}</div>;
          return (
            <div key={item.index} id={`${base}${String(item.index)}`} role="row" aria-rowindex={item.index + 2} aria-selected={item.index === at || marked.has(row.id)} data-active={item.index === at || undefined} data-marked={marked.has(row.id) || undefined} className={styles.row} data-testid="table-row" style={place}
              onClick={(event) => { if (event.ctrlKey) onMark([row], !marked.has(row.id)); onAt(item.index); }} onDoubleClick={() => onOpen(row)}>
              {columns.map((column) => <div key={column.key} role="gridcell" className={styles.cell} data-align={column.align}>{column.cell(row)}</div>)}
            </div>
          );
        })}
      </div>
    </div>
  );
};
