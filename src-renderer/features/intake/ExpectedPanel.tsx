import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { sumDecimals } from '../../../shared/rules/sum-decimals.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ProgrammeCard } from './ProgrammeCard.tsx';
import { ReasonsDialog } from './ReasonsDialog.tsx';
import { unconfirmedCount } from './trace-lines.ts';
import styles from './Intake.module.css';

type Props = {
  readonly form: Pick<CaseFormRow, 'programmes' | 'names' | 'asOf' | 'edition'>;
  readonly voluntary: CaseFacts['voluntary'];
  readonly onClaims: ((claims: string[]) => void) | undefined;
  /** What the panel is called, where it is not about what may be expected: a decision. */
  readonly title?: string;
  readonly fill: boolean;
  readonly children?: React.ReactNode;
};

/** What the law gives at its three levels, side by side with what one has by oneself, as one types; each figure opens its reasons. */
export const ExpectedPanel = ({ form, voluntary = [], onClaims, title, fill, children }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const [why, setWhy] = useState<string | null>(null);
  const claimed = form.programmes.filter((programme) => programme.claimed);
  const asked = form.programmes.find(({ id }) => id === why);
  const amounts = claimed.flatMap(({ determination }) => determination?.amounts ?? []);
  const sumOf = (unit: 'KZT/month' | 'KZT once') => sumDecimals(amounts.filter((amount) => amount.unit === unit).map(({ amount }) => amount));
  // What is not known is no 0: a dash where nothing is known yet, at least so much where a part is.
  const isOpen = claimed.some(({ determination }) => determination === null || determination.outcome === 'undetermined');
  const monthly = amounts.some(({ unit }) => unit === 'KZT/month') || !isOpen ? `${isOpen ? '≥ ' : ''}${formatTenge(language, sumOf('KZT/month'))}` : '—';
  const unconfirmed = unconfirmedCount(claimed.map(({ determination }) => determination));
  const claim = (id: string, wanted: boolean) => onClaims?.(form.programmes.filter((programme) => (programme.id === id ? wanted : programme.claimed)).map((programme) => programme.id));
  const ordered = [...claimed, ...form.programmes.filter((programme) => !programme.claimed)];
  return (
    <Panel title={title ?? t('expected')} fill={fill} aside={unconfirmed > 0 && <Mark tone="warn">{t('unconfirmed', { count: unconfirmed })}</Mark>}>
      <div className={styles.expected} data-testid="expected">
        {children}
        {ordered.map((programme) => <ProgrammeCard key={programme.id} programme={programme} names={form.names} onWhy={() => setWhy(programme.id)} onClaim={onClaims && ((wanted) => claim(programme.id, wanted))} />)}
        {voluntary.filter(({ insurer }) => insurer !== '').map(({ insurer, contract, monthly: own }, at) => (
          <div key={at} className={styles.card} data-outcome="own">
            <h3 className={styles.cardTitle}>{t('voluntary.card')}</h3>
            <p className={styles.amount}>{own !== null && <strong>{formatTenge(language, own)}</strong>} <span className={styles.soft}>{insurer}{contract !== '' && ` · ${contract}`}</span></p>
          </div>
        ))}
        <p className={styles.total} data-testid="total"><span>{t('total')}</span><strong>{monthly}</strong></p>
        {sumOf('KZT once') !== '0' && <p className={styles.total}><span>{t('totalOnce')}</span><strong>{formatTenge(language, sumOf('KZT once'))}</strong></p>}
        <p className={styles.soft}>{t('editionOf', { date: formatLongDate(language, form.asOf), edition: form.edition.slice(0, 8) })}</p>
      </div>
      <ReasonsDialog title={asked ? lawWords(language, asked.title) : ''} determination={asked?.determination ?? null} names={form.names} onClose={() => setWhy(null)} />
    </Panel>
  );
};
