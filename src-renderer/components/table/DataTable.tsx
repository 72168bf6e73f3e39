import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef } from 'react';
import styles from './DataTable.module.css';
import { findRowMove } from './row-move.ts';

export type Column<R> = {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: `1fr`, `120px`. */
  readonly width: string;
  readonly cell: (row: R) => React.ReactNode;
  readonly align?: 'end';
};

type Props<R> = {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly activeId: string | null;
  readonly onActive: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly rowHeight?: number;
  readonly testId?: string;
};

const headHeight = 34;

/** A dense list worked by keyboard: ↑ ↓ or K J, Home, End, Page keys, Enter opens. Only the rows in view are in the page. */
export const DataTable = <R extends { readonly id: string }>({ label, rows, columns, activeId, onActive, onOpen, rowHeight = 38, testId }: Props<R>) => {
  const base = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12, scrollMargin: headHeight, scrollPaddingStart: headHeight });
  const found = rows.findIndex((row) => row.id === activeId);
  const at = found < 0 && rows.length > 0 ? 0 : found;
  const tracks = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = rows[at];
    if (event.key === 'Enter' && row) {
      event.preventDefault();
      onOpen(row.id);
      return;
    }
    const target = rows[findRowMove(event.code, at, rows.length, Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)) ?? -1];
    if (!target) return;
    event.preventDefault();
    onActive(target.id);
    virtual.scrollToIndex(rows.indexOf(target));
  };

  return (
    <div ref={scroller} className={styles.table} role="grid" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} tabIndex={0} onKeyDown={onKeyDown} data-autofocus data-testid={testId} aria-activedescendant={rows[at] ? `${base}${rows[at].id}` : undefined}>
      <div role="rowgroup" className={styles.top}>
        <div className={styles.head} role="row" aria-rowindex={1} style={{ ...tracks, height: headHeight }}>
          {columns.map((column) => <div key={column.key} role="columnheader" data-align={column.align}>{column.title}</div>)}
        </div>
      </div>
      <div role="rowgroup" className={styles.length} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div key={row.id} id={`${base}${row.id}`} role="row" aria-rowindex={item.index + 2} aria-selected={item.index === at} className={styles.row} data-testid="table-row" style={{ ...tracks, height: rowHeight, transform: `translateY(${String(item.start - headHeight)}px)` }} onClick={() => onActive(row.id)} onDoubleClick={() => onOpen(row.id)}>
                {columns.map((column) => <div key={column.key} role="gridcell" className={styles.cell} data-align={column.align}>{column.cell(row)}</div>)}
              </div>
            );
          })}
      </div>
    </div>
  );
};
