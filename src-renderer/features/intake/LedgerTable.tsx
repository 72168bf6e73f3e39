import { useTranslation } from 'react-i18next';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { LedgerSpellRow } from '../../../shared/ipc/ledger-rows.ts';
import { useLive } from '../../api/use-live.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatMonths } from '../../i18n/format-months.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Intake.module.css';

const Standing = ({ row }: { readonly row: LedgerSpellRow }) => {
  const { t } = useTranslation('law');
  if (row.gap) return <Mark tone="bad">{t('ledger.gap', { count: row.months })}</Mark>;
  if (row.unpaid > 0) return <Mark tone="bad">{t('ledger.unpaid', { count: row.unpaid })}</Mark>;
  if (row.late > 0) return <Mark tone="warn">{t('ledger.late', { count: row.late })}</Mark>;
  return <Mark tone="good">{t('ledger.full', { count: row.months })}</Mark>;
};

/** A person's contributions as the registry has them: spells newest first, gaps and late months marked (Concept, S14). */
export const LedgerTable = ({ personId, most = 6, titled = true }: { readonly personId: PersonId; readonly most?: number; readonly titled?: boolean }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const live = useLive('ledger.watch', { personId });
  if (!live.value) return null;
  const { ledger } = live.value;
  if (!ledger) return <p className={styles.soft} data-testid="no-ledger">{t('ledger.none')}</p>;
  const shown = ledger.spells.slice(0, most);
  return (
    <section className={styles.ledger} aria-label={t('ledger.title')} data-testid="ledger">
      <p className={styles.ledgerHead}>{titled && <strong>{t('ledger.title')}</strong>} <span className={styles.soft}>{t('ledger.sum', { months: ledger.participation })}</span></p>
      <table>
        <thead><tr><th scope="col">{t('ledger.period')}</th><th scope="col">{t('ledger.employer')}</th><th scope="col" data-number>{t('ledger.income')}</th><th scope="col" data-number>{t('ledger.amount')}</th><th scope="col">{t('ledger.standing')}</th></tr></thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id}>
              <td>{formatMonths(language, row.from, row.to)}</td>
              <td className={row.gap ? styles.soft : undefined}>{row.gap ? t('ledger.nobody') : row.employers.join(', ')}</td>
              <td data-number>{row.gap ? '—' : formatNumber(language, row.income)}</td>
              <td data-number>{row.gap ? '—' : formatNumber(language, row.amount)}</td>
              <td><Standing row={row} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {ledger.spells.length > shown.length && <p className={styles.soft}>{t('ledger.more', { count: ledger.spells.length - shown.length })}</p>}
    </section>
  );
};
