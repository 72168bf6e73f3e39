import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import type { Period } from '../../../shared/domain/figures/office-figures.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { periodOf, presets, type Preset } from './period-presets.ts';
import styles from './Figures.module.css';

type Props = { readonly today: PlainDate; readonly from: PlainDate | null; readonly to: PlainDate | null; readonly onChange: (from: PlainDate | null, to: PlainDate | null) => void; readonly fault: string | undefined };

/** The period of the figures: a usual one by a press, or two days. */
export const PeriodPicker = ({ today, from, to, onChange, fault }: Props) => {
  const { t } = useTranslation('figures');
  const chosen = presets.find((preset) => JSON.stringify(periodOf(preset, today)) === JSON.stringify({ from, to })) ?? '';
  const choose = (preset: string) => {
    const period: Period = periodOf(preset as Preset, today);
    onChange(period.from, period.to);
  };
  return (
    <div className={styles.period}>
      <div role="group" aria-label={t('period')}><SegmentedControl size="xs" color="tirek" aria-label={t('period')} data={presets.map((value) => ({ value, label: t(`preset.${value}`) }))} value={chosen} onChange={choose} data-testid="figures-preset" /></div>
      <DateField label={t('from')} value={from} onChange={(value) => onChange(value, to)} />
      <DateField label={t('to')} value={to} onChange={(value) => onChange(from, value)} error={fault} />
    </div>
  );
};
