import { useTranslation } from 'react-i18next';
import type { Case } from '../../../shared/domain/case.ts';
import { findArea, type Area } from '../../../shared/domain/kato.ts';
import { formatLongDate, localDay } from '../../i18n/format-date.ts';
import { areaName } from '../../i18n/area-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './CaseView.module.css';

/** The trace of a transfer: from where to where, by whom, when, why. `arrived`: for the office that has the case now. */
export const TransferTrace = ({ value, areas, arrived = false }: { readonly value: Case; readonly areas: readonly Area[]; readonly arrived?: boolean }) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const trace = value.transferred;
  if (!trace) return null;
  const name = (kato: string) => {
    const area = findArea(areas, kato);
    return area ? areaName(t, language, area) : kato;
  };
  const rows: [string, string][] = [
    [t('transferFrom'), name(trace.from)],
    [t('transferTo'), name(trace.to)],
    [t('transferBy'), trace.byName],
    [t('transferAt'), formatLongDate(language, localDay(Date.parse(trace.at)))],
    [t('reason'), trace.reason],
  ];
  return (
    <div className={styles.trace} data-testid="transfer-trace">
      {!arrived && <p className={styles.reason}>{t('traceText')}</p>}
      <dl className={styles.facts}>
        {rows.filter(([, words]) => words !== '').map(([label, words]) => [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{words}</dd>])}
      </dl>
    </div>
  );
};
