import { useTranslation } from 'react-i18next';
import type { PersonId } from '../../../shared/base/ids.ts';
import { useLive } from '../../api/use-live.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { formatMonths } from '../../i18n/format-months.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { LedgerTable } from '../intake/LedgerTable.tsx';
import styles from '../intake/Intake.module.css';

/** What the registry knows of a person's contributions and of what was paid to them (Concept, S4 and S14). */
export const PersonLedger = ({ personId }: { readonly personId: PersonId }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const payments = useLive('ledger.watch', { personId }).value?.ledger?.payments ?? [];
  return (
    <Panel title={t('ledger.title')}>
      <LedgerTable personId={personId} most={5} titled={false} />
      {payments.length > 0 && (
        <section className={styles.ledger} aria-label={t('ledger.payments')}>
          <p className={styles.ledgerHead}><strong>{t('ledger.payments')}</strong></p>
          <table>
            <tbody>
              {payments.slice(0, 12).map((payment) => (
                <tr key={payment.id}>
                  <td>{formatMonths(language, payment.month, payment.month)}</td>
                  <td>{payment.title ? lawWords(language, payment.title) : payment.programme}</td>
                  <td className={styles.soft}>{t(`ledger.payer.${payment.payer}`)}</td>
                  <td data-number>{formatNumber(language, payment.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
};
