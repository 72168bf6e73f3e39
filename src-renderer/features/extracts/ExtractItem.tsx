import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExtractRow } from '../../../shared/ipc/extract-rows.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { formatTenge } from '../../i18n/format-decimal.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { shownValue } from '../intake/shown-value.ts';
import styles from './Extracts.module.css';

const tones = { none: 'warn', draft: 'half', review: 'warn', changed: 'warn', gone: 'bad', taken: 'good' } as const;

type Props = { readonly row: ExtractRow; readonly onOpenCase: (id: string) => void; readonly onOpenPerson: (id: string) => void; readonly onApply: ((caseId: string) => Promise<void>) | undefined };

/** One person's newest act: what it says, what it changes and why, and the way on. */
export const ExtractItem = ({ row, onOpenCase, onOpenPerson, onApply }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const { extract, caseId, state } = row;
  const words = { yes: t('common:yes'), no: t('common:no'), unknown: t('extract.notSaid') };
  const differs = state === 'changed' || state === 'gone';
  const said = [
    t(`outcome.${extract.outcome}`), extract.cause && t(`cause.${extract.cause}`), extract.generalLoss !== null && t('extract.general', { percent: extract.generalLoss }),
    extract.professionalLoss !== null && t('extract.professional', { percent: extract.professionalLoss }), `${formatShortDate(extract.from)} – ${extract.until ? formatShortDate(extract.until) : t('term.indefinite')}`,
  ].filter(Boolean);
  return (
    <li className={styles.item} data-testid="extract" data-state={state}>
      <div>
        <div className={styles.head}>
          <button type="button" className={styles.name} onClick={() => onOpenPerson(row.personId)}>{localPerson(language, row.personKk, row.personRu)}</button>
          <Mark tone={tones[state]} quiet>{t(`extract.state.${state}`)}</Mark>
        </div>
        <div>{said.join(' · ')}</div>
        <div className={styles.soft}>{t('extract.act', { number: row.number, date: formatShortDate(row.day) })} · {t(`kind.${extract.kind}`)}</div>
        {row.fault && <Mark tone="bad" quiet>{t('extract.fault')}</Mark>}
        {differs && row.facts.length > 0 && (
          <table className={styles.table}>
            <thead><tr><th scope="col">{t('extract.fact')}</th><th scope="col">{t('extract.before')}</th><th scope="col">{t('extract.after')}</th></tr></thead>
            <tbody>{row.facts.map((fact) => <tr key={fact.fact}><td>{lawWords(language, fact.label)}</td><td>{shownValue(language, fact.before, words)}</td><td><strong>{shownValue(language, fact.after, words)}</strong></td></tr>)}</tbody>
          </table>
        )}
      </div>
      <div className={styles.side}>
        {differs && (
          <dl className={styles.sums}>
            <dt>{t('extract.before')}</dt><dd>{formatTenge(language, row.before)}</dd>
            <dt>{t('extract.after')}</dt><dd>{formatTenge(language, row.after)}</dd>
            <dt>{t('extract.difference')}</dt><dd>{formatTenge(language, row.difference)}</dd>
          </dl>
        )}
        <div className={styles.buttons}>
          {caseId !== null && <Button variant="default" size="xs" onClick={() => onOpenCase(caseId)} data-testid="extract-case">{t('extract.toCase')}</Button>}
          {state === 'none' && <Button variant="default" size="xs" onClick={() => onOpenPerson(row.personId)}>{t('extract.toPerson')}</Button>}
          {caseId !== null && differs && onApply && <Button size="xs" disabled={row.fault} onClick={() => void onApply(caseId)} data-testid="extract-apply">{t(state === 'gone' ? 'extract.withdraw' : 'extract.apply')}</Button>}
        </div>
      </div>
    </li>
  );
};
