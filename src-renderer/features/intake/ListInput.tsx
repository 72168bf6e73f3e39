import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputIssue } from '../../../shared/base/app-error.ts';
import { isPlainDate } from '../../../shared/base/plain-date.ts';
import { findTypedDate } from '../../../shared/base/typed-date.ts';
import type { FormFieldRow } from '../../../shared/ipc/case-form.ts';
import { useToday } from '../../components/clock-context.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { factFieldId } from '../case/fact-field.ts';
import { typedMonth, typedNumber } from './typed-number.ts';
import styles from './Intake.module.css';

type Single = string | number | boolean | null;
type Row = Record<string, Single>;
type Part = NonNullable<FormFieldRow['of']>[number];
type Props = {
  readonly field: FormFieldRow;
  readonly rows: readonly Row[];
  readonly faults: readonly InputIssue[];
  readonly onType: (rows: Row[]) => void;
  readonly disabled: boolean;
  readonly error: string | undefined;
};

const many = 8;

/** A list of records as a table: each cell by its type. A long one that came from a register is folded to a line until it is asked for. */
export const ListInput = ({ field, rows, faults, onType, disabled, error }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const today = useToday();
  const [open, setOpen] = useState(false);
  const parts = field.of ?? [];
  const put = (at: number, id: string, value: Single) => onType(rows.map((row, index) => (index === at ? { ...row, [id]: value } : row)));
  const folded = rows.length > many && !open;

  const cell = (part: Part, row: Row, at: number) => {
    const value = row[part.id] ?? null;
    const text = value === null ? '' : String(value);
    const wrong = faults.find(({ path }) => path === `${field.id}[${String(at)}].${part.id}`);
    const common = { 'aria-label': `${lawWords(language, part.label)}, ${String(at + 1)}`, disabled, error: wrong && issueWords(t, wrong) };
    if (part.type === 'boolean') return <Checkbox aria-label={common['aria-label']} disabled={disabled} checked={value === true} onChange={(event) => put(at, part.id, event.currentTarget.checked)} />;
    if (part.type === 'code') return <NativeSelect {...common} size="xs" value={text} onChange={(event) => put(at, part.id, event.currentTarget.value || null)} data={[{ value: '', label: '—' }, ...(part.choices ?? []).map((choice) => ({ value: choice.id, label: lawWords(language, choice.label) }))]} />;
    if (part.type === 'date') return <DateCell {...common} value={text} onChange={(typed) => put(at, part.id, typed === '' ? null : (findTypedDate(typed, today) ?? typed))} />;
    const read = part.type === 'text' ? (typed: string) => (typed === '' ? null : typed) : part.type === 'month' ? typedMonth : typedNumber;
    return <TextInput {...common} size="xs" value={text} onChange={(event) => put(at, part.id, read(event.currentTarget.value))} autoComplete="off" data-number={part.type === 'money' || undefined} />;
  };

  return (
    <fieldset className={styles.list} data-wrong={error !== undefined || undefined}>
      <legend id={`${factFieldId(field.id)}-label`}>{lawWords(language, field.label)} <span className={styles.soft}>{t('rows', { count: rows.length })}</span></legend>
      {!folded && rows.length > 0 && (
        <div className={styles.rows}>
          <table>
            <thead><tr>{parts.map((part) => <th key={part.id} scope="col">{lawWords(language, part.label)}</th>)}<td /></tr></thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  {parts.map((part) => <td key={part.id}>{cell(part, row, at)}</td>)}
                  <td>{!disabled && <SmallButton variant="subtle" color="gray" aria-label={t('removeRow', { number: at + 1 })} onClick={() => onType(rows.filter((_, index) => index !== at))}>✕</SmallButton>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={styles.listFoot}>
        {rows.length > many && <SmallButton id={folded ? factFieldId(field.id) : undefined} onClick={() => setOpen(!open)} aria-expanded={open}>{t(open ? 'fold' : 'unfold')}</SmallButton>}
        {!disabled && !folded && <SmallButton id={factFieldId(field.id)} onClick={() => onType([...rows, {}])} data-testid={`add-${field.id}`}>{t('addRow')}</SmallButton>}
      </div>
      {error !== undefined && <p className={styles.fault} role="alert">{error}</p>}
    </fieldset>
  );
};

type DateCellProps = { readonly 'aria-label': string; readonly disabled: boolean; readonly error: string | undefined; readonly value: string; readonly onChange: (typed: string) => void };

/** A day in a cell: as it is typed while one types, in figures afterwards. */
const DateCell = ({ value, onChange, ...common }: DateCellProps) => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...common} size="xs" value={typed ?? (isPlainDate(value) ? formatShortDate(value) : value)} autoComplete="off" inputMode="numeric"
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(event.currentTarget.value);
      }}
      onBlur={() => setTyped(null)}
    />
  );
};
