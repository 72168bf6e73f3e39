import type { Cell, CellType, FigureTable } from '../../../shared/domain/figures/figure-table.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import type { Language } from '../../i18n/language.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Charts.module.css';

const written = (language: Language, cell: Cell, type: CellType): string => {
  if (cell === null) return '—';
  if (type === 'text') return String(cell);
  if (type === 'day') return formatShortDate(String(cell));
  if (type === 'money') return formatTenge(language, String(cell));
  if (type === 'expected') return formatNumber(language, Number(cell), 1);
  if (type === 'year') return String(cell);
  return type === 'percent' ? `${formatNumber(language, Number(cell) * 100, 1)} %` : formatNumber(language, Number(cell));
};

type Props = { readonly table: FigureTable; readonly isSum?: boolean; readonly testId?: string };

/** A table of figures, its numbers under one another; `isSum`: the last row holds sums. */
export const FigureTableView = ({ table: { title, columns, rows }, isSum = false, testId }: Props) => {
  const language = useLanguage();
  const end = (type: CellType) => (type === 'text' || type === 'day' ? undefined : true);
  return (
    <table className={styles.table} aria-label={title} data-testid={testId}>
      <thead><tr>{columns.map(({ title: words, type }) => <th key={words} scope="col" data-number={end(type)}>{words}</th>)}</tr></thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`${at} ${String(row[0])}`} data-sum={(isSum && at === rows.length - 1) || undefined}>
            {columns.map(({ title: words, type }, place) => place === 0
              ? <th key={words} scope="row" data-number={end(type)}>{written(language, row[place] ?? null, type)}</th>
              : <td key={words} data-number={end(type)} data-zero={row[place] === 0 || undefined}>{written(language, row[place] ?? null, type)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
