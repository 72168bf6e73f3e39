import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Assumptions } from '../../../shared/rules/projection/assumptions.ts';
import type { TypedAssumptions } from './typed-assumptions.ts';
import styles from './Projection.module.css';

const common = [['years', 'yearsAhead'], ['mortalityPercent', 'mortality'], ['renewPercent', 'renew'], ['indexPercent', 'index']] as const;

type Props = { readonly base: Assumptions; readonly typed: TypedAssumptions; readonly text: TypedAssumptions; readonly faults: ReadonlySet<string>; readonly programme: (id: string) => string; readonly onType: (path: string, text: string) => void; readonly onReset: () => void };

/** What a projection assumes, each figure to be changed as one types. */
export const AssumptionsForm = ({ base, typed, text, faults, programme, onType, onReset }: Props) => {
  const { t } = useTranslation('figures');
  const field = (path: string, label: string) => (
    <TextInput key={path} size="xs" label={label} value={typed[path] ?? text[path] ?? ''} onChange={(event) => onType(path, event.currentTarget.value)} error={faults.has(path) ? t('errors:issue.number') : undefined} inputMode="decimal" autoComplete="off" data-testid={`assume-${path}`} />
  );
  return (
    <div className={styles.form}>
      {common.map(([path, label]) => field(path, t(`projection.${label}`)))}
      {base.programmes.map(({ programme: id }, at) => (
        <fieldset key={id} className={styles.programme}>
          <legend>{programme(id)}</legend>
          {field(`programmes.${at}.newPerYear`, t('projection.newPerYear'))}
          {field(`programmes.${at}.endPercent`, t('projection.endPercent'))}
        </fieldset>
      ))}
      <Button variant="default" size="xs" onClick={onReset} disabled={Object.keys(typed).length === 0} data-testid="assume-reset">{t('projection.reset')}</Button>
    </div>
  );
};
