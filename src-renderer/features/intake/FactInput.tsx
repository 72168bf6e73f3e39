import { Group, Radio, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isPlainDate, type PlainDate } from '../../../shared/base/plain-date.ts';
import type { FormFieldRow } from '../../../shared/ipc/case-form.ts';
import { DateField } from '../../components/fields/DateField.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { factFieldId } from '../case/fact-field.ts';
import { typedMonth, typedNumber } from './typed-number.ts';

type Single = string | number | boolean | null;
type Props = {
  readonly field: Pick<FormFieldRow, 'id' | 'label' | 'type' | 'choices'>;
  readonly value: Single;
  readonly onType: (value: Single) => void;
  readonly error: string | undefined;
  readonly description: React.ReactNode;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly first: boolean;
};

const units: Readonly<Record<string, string>> = { money: '₸' };

/** The input of one fact, by its type. What is typed and wrong is kept as it was typed; the rules say what is wrong with it. */
export const FactInput = ({ field, value, onType, error, description, disabled, required, first }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const label = lawWords(language, field.label);
  const shown = { id: factFieldId(field.id), label, error, disabled, required, ...(first ? { 'data-autofocus': true } : {}) };
  const text = value === null ? '' : String(value);
  if (field.type === 'date') {
    const isDay = text !== '' && isPlainDate(text);
    return (
      <DateField id={shown.id} label={label} value={isDay ? (text as PlainDate) : null} odd={isDay || text === '' ? null : text} onOdd={onType} onChange={onType} error={error} disabled={disabled} required={required} first={first} hint={description} />
    );
  }
  if (field.type === 'boolean') {
    return (
      <Radio.Group label={label} value={value === null ? '' : String(value)} onChange={(chosen) => onType(chosen === 'true')} error={error} description={description} inputWrapperOrder={['label', 'input', 'description', 'error']} withAsterisk={required}>
        <Group gap="lg" h={34}>
          <Radio id={shown.id} value="true" label={t('common:yes')} disabled={disabled} {...(first ? { 'data-autofocus': true } : {})} />
          <Radio value="false" label={t('common:no')} disabled={disabled} />
        </Group>
      </Radio.Group>
    );
  }
  if (field.type === 'code') {
    const data = (field.choices ?? []).map((choice) => ({ value: choice.id, label: lawWords(language, choice.label) }));
    return <Select {...shown} data={data} value={text === '' ? null : text} onChange={onType} description={description} inputWrapperOrder={['label', 'input', 'description', 'error']} withAsterisk={required} required={false} placeholder={t('choose')} />;
  }
  const read = field.type === 'text' ? (typed: string) => (typed === '' ? null : typed) : field.type === 'month' ? typedMonth : typedNumber;
  return (
    <TextInput
      {...shown} value={text} onChange={(event) => onType(read(event.currentTarget.value))} description={description} inputWrapperOrder={['label', 'input', 'description', 'error']}
      maxLength={field.type === 'text' ? 500 : 32} autoComplete="off" withAsterisk={required} required={false} {...(field.type === 'text' ? {} : { inputMode: 'decimal' as const })}
      rightSection={units[field.type] === undefined ? undefined : <span aria-hidden="true">{units[field.type]}</span>}
    />
  );
};
