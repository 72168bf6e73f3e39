import { useId } from 'react';
import type { BarChart } from '../../../shared/domain/figures/bar-chart.ts';
import { chartPatterns } from '../../../shared/domain/figures/chart-patterns.ts';
import styles from './Charts.module.css';

/** A chart of bars. Its series differ by pattern, each row says its figure, and all of it is there in words. */
export const BarFigure = ({ chart, title }: { readonly chart: BarChart; readonly title: string }) => {
  const id = useId();
  const fill = (series: number) => `url(#${id}-${chartPatterns[series]?.id ?? 'plain'})`;
  return (
    <div className={styles.figure}>
      {chart.titles.length > 1 && (
        <ul className={styles.keys}>
          {chart.titles.map((words, series) => (
            <li key={words}><svg width="14" height="12" aria-hidden="true" focusable="false"><rect className={styles.bar} x="0.5" y="0.5" width="13" height="11" fill={fill(series)} /></svg> {words}</li>
          ))}
        </ul>
      )}
      <svg className={styles.chart} viewBox={`0 0 ${chart.width} ${Math.max(1, chart.height)}`} role="img" aria-labelledby={`${id}-title ${id}-words`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-words`}>{chart.words}</desc>
        <defs>
          {chartPatterns.map(({ id: name, path }, series) => (
            <pattern key={name} id={`${id}-${name}`} width="8" height="8" patternUnits="userSpaceOnUse"><rect className={styles.ground} data-series={series} width="8" height="8" /><path className={styles.lines} d={path} /></pattern>
          ))}
        </defs>
        {chart.bars.map(({ series, ...place }) => <rect key={`${place.x} ${place.y}`} className={styles.bar} {...place} fill={fill(series)} />)}
        {chart.labels.map(({ x, y, text }) => <text key={y} className={styles.label} x={x} y={y}>{text}</text>)}
        {chart.values.map(({ x, y, text }) => <text key={y} className={styles.value} x={x} y={y}>{text}</text>)}
      </svg>
    </div>
  );
};
