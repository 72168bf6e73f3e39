import { useTranslation } from 'react-i18next';
import type { Travel } from '../../../shared/ipc/rows.ts';
import { Mark, type Tone } from './Mark.tsx';

const tones = { office: 'plain', released: 'half', received: 'good', quarantined: 'bad', disputed: 'warn' } as const satisfies Record<Travel, Tone>;

/** How far a document's changes have come: here only, on the way, at the centre, put aside there. */
export const TravelMark = ({ travel, quiet = true }: { readonly travel: Travel; readonly quiet?: boolean }) => {
  const { t } = useTranslation('common');
  return <Mark tone={tones[travel]} quiet={quiet} title={t(`travelLong.${travel}`)}>{t(`travel.${travel}`)}</Mark>;
};
