import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeterminationRow } from '../../../shared/ipc/case-form.ts';
import { Mark, type Tone } from '../../components/marks/Mark.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { missingWords, type Names } from './missing-words.ts';
import { shownValue } from './shown-value.ts';
import { useCitations } from './use-citations.ts';
import styles from './Intake.module.css';

type Props = { readonly title: string; readonly determination: DeterminationRow | null; readonly names: Names; readonly onClose: () => void };

const tones: Readonly<Record<DeterminationRow['reasons'][number]['kind'], Tone>> = { met: 'good', failed: 'bad', stage: 'bad', missing: 'half', service: 'plain', duty: 'plain', warning: 'warn', unconfirmed: 'warn' };

/** Why: each condition, and each rule used with what went into it, its value, its source and how certain it is. */
export const ReasonsDialog = ({ title, determination, names, onClose }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const cited = useCitations(determination?.edition ?? '');
  const words = { yes: t('common:yes'), no: t('common:no'), unknown: t('notKnown') };
  const parameters = new Map((determination?.trace ?? []).map(({ rule, title: named }) => [rule.replace(/^parameter:/, '@'), named]));
  const nameOf = (name: string): string => {
    const [bare = name] = name.split(/[[ ]/);
    const found = names[bare] ?? parameters.get(bare);
    return found ? lawWords(language, found) : name;
  };
  const codeOf = (name: string, value: unknown): string | undefined => {
    const found = typeof value === 'string' ? names[`${name}:${value}`] : undefined;
    return found && lawWords(language, found);
  };
  return (
    <Modal opened={determination !== null} onClose={onClose} size={980} title={title} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {determination && (
        <div className={styles.reasons} data-testid="reasons">
          <ul className={styles.reasonList}>
            {determination.reasons.map((reason, at) => (
              <li key={at}>
                <Mark tone={tones[reason.kind]}>{t(`reasonKind.${reason.kind}`)}</Mark>
                <span>{reason.text ? lawWords(language, reason.text) : reason.missing ? reason.missing.map((item) => missingWords(t, language, item, names)).join('; ') : t('unconfirmed', { count: reason.rules?.length ?? 0 })} {reason.citation !== null && <span className={styles.article}>{cited(reason.citation)}</span>}</span>
              </li>
            ))}
          </ul>
          <table className={styles.trace}>
            <thead><tr><th scope="col">{t('trace.rule')}</th><th scope="col" data-number>{t('trace.value')}</th><th scope="col">{t('trace.inputs')}</th><th scope="col">{t('trace.source')}</th><th scope="col">{t('trace.certainty')}</th></tr></thead>
            <tbody>
              {determination.trace.map((row, at) => (
                <tr key={at}>
                  <td>{lawWords(language, row.title)}</td>
                  <td data-number>{shownValue(language, row.value, words)}</td>
                  <td>{Object.entries(row.inputs).map(([name, value]) => <div key={name}><span className={styles.soft}>{t(`trace.input.${name}`, { defaultValue: nameOf(name) })}</span> {codeOf(name, value) ?? shownValue(language, value, words)}</div>)}</td>
                  <td className={styles.article}>{cited(row.citation)}</td>
                  <td>{row.certainty === 'U' ? <Mark tone="warn" quiet title={t('certainty.U')}>U</Mark> : <span title={t(`certainty.${row.certainty}`)}>{row.certainty}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
};
