import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRow } from '../../../shared/ipc/case-form.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Names } from './missing-words.ts';
import { shownValue } from './shown-value.ts';
import styles from './Intake.module.css';

type Props = { readonly rows: readonly TraceRow[]; readonly cited: (citation: string) => string; readonly names: Names };

/** How an answer was reckoned that nobody typed: the rule, what went into it, its source and how certain it is; folded until asked for. */
export const DerivedLines = ({ rows, cited, names }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const words = { yes: t('common:yes'), no: t('common:no'), unknown: t('notKnown') };
  const nameOf = (name: string): string => t(`trace.input.${name}`, { defaultValue: names[name] ? lawWords(language, names[name]) : '' });
  const last = rows.at(-1);
  return (
    <div className={styles.hint} data-testid="derived">
      {last && <>{t('derived', { title: lawWords(language, last.title) })} {last.certainty === 'U' && <Mark tone="warn" quiet>{t('certainty.U')}</Mark>} </>}
      <SmallButton variant="subtle" onClick={() => setOpen(!open)} aria-expanded={open}>{t('why')}</SmallButton>
      {open && (
        <ul className={styles.derived}>
          {rows.map((row) => (
            <li key={row.rule}>
              {lawWords(language, row.title)} = {shownValue(language, row.value, words)}{' '}
              {Object.entries(row.inputs).map(([name, value]) => [nameOf(name), shownValue(language, value, words)].filter(Boolean).join(' ')).join(' · ')} <span className={styles.article}>{cited(row.citation)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
