import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RiskRow } from '../../../shared/ipc/scan-rows.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Intake.module.css';

/** A risk and what is applied for; null until a risk is chosen. */
export type Chosen = { readonly risk: string; readonly claims: readonly string[] };

export const usualOf = (risk: RiskRow): Chosen => ({ risk: risk.id, claims: risk.programmes.filter(({ usual }) => usual).map(({ id }) => id) });

type Props = { readonly risks: readonly RiskRow[]; readonly chosen: Chosen | null; readonly onChoose: (chosen: Chosen) => void };

/** Where intake starts (Concept, S2): the risk, then what of it is applied for. A risk that the law will recognise only later is named with its day. */
export const RiskPicker = ({ risks, chosen, onChoose }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const risk = risks.find(({ id }) => id === chosen?.risk);
  const data = risks.map((one) => ({ value: one.id, label: one.recognised ? lawWords(language, one.title) : `${lawWords(language, one.title)} · ${t('notYetRisk', { date: formatShortDate(one.from) })}`, disabled: !one.recognised }));
  return (
    <div data-testid="risk-picker">
      <Select
        label={t('risk')} data={data} value={chosen?.risk ?? null} allowDeselect={false} description={risk && lawWords(language, risk.help)} inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(id) => {
          const next = risks.find((one) => one.id === id);
          if (next) onChoose(usualOf(next));
        }}
      />
      {risk && chosen && (
        <Checkbox.Group label={t('claims')} value={[...chosen.claims]} onChange={(claims) => onChoose({ ...chosen, claims })} mt={10}>
          <div className={styles.claims}>
            {risk.programmes.map(({ id, level, title, summary }) => <Checkbox key={id} value={id} label={`${t('level', { level })} · ${lawWords(language, title)}`} description={lawWords(language, summary)} data-testid={`claim-${id}`} />)}
          </div>
        </Checkbox.Group>
      )}
    </div>
  );
};
