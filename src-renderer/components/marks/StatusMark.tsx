import { useTranslation } from 'react-i18next';
import type { CaseStatus } from '../../../shared/domain/case-status.ts';
import { Mark, type Tone } from './Mark.tsx';

const tones = { draft: 'plain', review: 'half', returned: 'warn', approved: 'good', transferredAway: 'plain' } as const satisfies Record<CaseStatus, Tone>;

/** Where a case stands. */
export const StatusMark = ({ status, quiet = false }: { readonly status: CaseStatus; readonly quiet?: boolean }) => {
  const { t } = useTranslation('case');
  return <Mark tone={tones[status]} quiet={quiet}>{t(`status.${status}`)}</Mark>;
};
