import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { addDays, addMonths } from '../../../shared/base/date-steps.ts';
import type { Period } from '../../../shared/domain/figures/office-figures.ts';

export const presets = ['month', 'quarter', 'year', 'lastYear'] as const;
export type Preset = (typeof presets)[number];

/** The days of a preset on `today`. A period that has not ended ends with its last day: figures of now stand in it. */
export const periodOf = (preset: Preset, today: PlainDate): Period => {
  const year = Number(today.slice(0, 4));
  const whole = (of: number): Period => ({ from: `${of}-01-01` as PlainDate, to: `${of}-12-31` as PlainDate });
  if (preset === 'year') return whole(year);
  if (preset === 'lastYear') return whole(year - 1);
  const month = Number(today.slice(5, 7));
  const first = preset === 'month' ? month : month - ((month - 1) % 3);
  const from = `${year}-${String(first).padStart(2, '0')}-01` as PlainDate;
  return { from, to: addDays(addMonths(from, preset === 'month' ? 1 : 3), -1) };
};
