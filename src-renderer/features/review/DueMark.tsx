import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../../shared/ipc/queue-rows.ts';
import { Mark, type Tone } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';

const tones = { overdue: 'bad', today: 'bad', soon: 'warn', later: 'plain', none: 'plain' } as const satisfies Record<QueueRow['urgency'], Tone>;

/** A legal deadline: near ones by shape, colour and word, the others as a day. */
export const DueMark = ({ due, urgency }: Pick<QueueRow, 'due' | 'urgency'>) => {
  const { t } = useTranslation('desk');
  if (due === null) return null;
  const day = formatShortDate(due);
  if (urgency === 'later' || urgency === 'none') return <span>{day}</span>;
  return <Mark tone={tones[urgency]} quiet title={`${t(`urgency.${urgency}`)}: ${day}`}>{urgency === 'today' ? t('today') : day}</Mark>;
};
