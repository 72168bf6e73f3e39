import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  /** What stands in the field and is not a degree. */
  readonly odd: string | null;
  readonly onChange: (value: number | null) => void;
  readonly onOdd: (text: string) => void;
  readonly error?: string | undefined;
};

/** A degree in whole per cent, 0 to 100; the band it falls in (30–59, 60–79, 80–100) stands under it. What is not a degree is kept and said. */
export const DegreeField = ({ id, label, value, odd, onChange, onOdd, error }: Props) => {
  const { t } = useTranslation('case');
  const band = value === null || odd !== null ? 'none' : value >= 80 ? '80' : value >= 60 ? '60' : value >= 30 ? '30' : 'below';
  const change = (typed: string) => {
    const text = typed.replace(/[\s%]/g, '');
    if (text === '') onChange(null);
    else if (/^\d{1,3}$/.test(text) && Number(text) <= 100) onChange(Number(text));
    else onOdd(typed);
  };
  return (
    <TextInput
      id={id}
      label={label}
      value={odd ?? (value === null ? '' : String(value))}
      onChange={(event) => change(event.currentTarget.value)}
      error={odd === null ? error : t('errors:issue.percent')}
      description={t(`band.${band}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="numeric"
      rightSection={<span aria-hidden="true">%</span>}
      autoComplete="off"
    />
  );
};
