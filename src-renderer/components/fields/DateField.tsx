import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { findTypedDate } from '../../../shared/base/typed-date.ts';
import { formatLongDate, formatShortDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useToday } from '../clock-context.ts';

type Props = {
  readonly label: string;
  readonly value: PlainDate | null;
  readonly onChange: (value: PlainDate | null) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
  /** Text that is not a day, where the form keeps it (with `onOdd`): the value is then left as it was. Without, the field keeps the text and gives null. */
  readonly odd?: string | null;
  readonly onOdd?: (text: string) => void;
  /** Said under the field when nothing is typed in it yet, instead of how a day is typed. */
  readonly hint?: React.ReactNode;
  /** The first field of its screen, which takes the focus when the screen opens. */
  readonly first?: boolean;
};

/** A date typed as it comes: 050126, 5.1.26, 05.01.2026. What was understood stands under it in words; what is not a day is kept and said. */
export const DateField = ({ label, value, onChange, error, required = false, disabled = false, id, odd: keptOdd, onOdd, hint: words, first = false }: Props) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday();
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(true);
  // A value beside text that is not a day came from elsewhere (the IIN): it wins.
  const odd = onOdd ? keptOdd !== null && keptOdd !== undefined : value === null && typed !== null && typed.trim() !== '' && findTypedDate(typed, today) === undefined;
  const kept = onOdd && odd ? (keptOdd ?? null) : typed !== null && (odd || !left) ? typed : null;
  const shown = kept ?? (value === null ? '' : formatShortDate(value));
  const change = (text: string) => {
    setLeft(false);
    setTyped(text);
    const date = findTypedDate(text, today);
    if (date !== undefined) onChange(date);
    else if (onOdd && text.trim() !== '') onOdd(text);
    else if (onOdd || value !== null) onChange(null);
  };
  const blur = () => {
    setLeft(true);
    if (!odd) setTyped(null);
  };
  const said = odd && left ? t('errors:issue.date') : error;
  // The words of the fault show how a day is typed: the hint would say it twice.
  const how = said === undefined ? (words ?? t('dateHint')) : undefined;
  const hint = odd || value === null ? how : words === undefined ? formatLongDate(language, value) : <>{formatLongDate(language, value)} · {words}</>;
  return (
    <TextInput
      label={label}
      value={shown}
      {...(id === undefined ? {} : { id })}
      {...(first ? { 'data-autofocus': true } : {})}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={blur}
      error={said}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      required={required}
      withAsterisk={required}
      disabled={disabled}
      autoComplete="off"
      inputMode="numeric"
    />
  );
};
