import { useTranslation } from 'react-i18next';
import type { BatchCaseRow } from '../../../shared/ipc/rows.ts';
import { batchTotals, grandTotal } from '../../../shared/rules/desk/batch-totals.ts';
import { useOnce } from '../../api/use-once.ts';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { formatNumber } from '../../i18n/format-number.ts';
import { localName } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './BatchScreen.module.css';

/** What the chosen cases give, by risk and level, exact. */
export const BatchTotals = ({ cases }: { readonly cases: readonly BatchCaseRow[] }) => {
  const { t } = useTranslation('batch');
  const language = useLanguage();
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const totals = batchTotals(cases);
  const all = grandTotal(totals);
  if (totals.length === 0) return null;
  const risk = (id: string) => {
    const found = risks.find((one) => one.id === id);
    return found ? localName(language, found) : id;
  };
  const sum = (text: string) => (text === '0' ? '—' : formatTenge(language, text));
  return (
    <table className={styles.totals} data-testid="batch-totals">
      <thead><tr><th scope="col">{t('risk')}</th><th scope="col">{t('level')}</th><th scope="col">{t('count')}</th><th scope="col">{t('monthly')}</th><th scope="col">{t('once')}</th></tr></thead>
      <tbody>
        {totals.map((line) => <tr key={`${line.risk} ${String(line.level)}`}><th scope="row">{risk(line.risk)}</th><td>{line.level}</td><td>{formatNumber(language, line.cases)}</td><td>{sum(line.monthly)}</td><td>{sum(line.once)}</td></tr>)}
        <tr className={styles.all}><th scope="row">{t('all')}</th><td /><td>{formatNumber(language, cases.length)}</td><td>{sum(all.monthly)}</td><td>{sum(all.once)}</td></tr>
      </tbody>
    </table>
  );
};
