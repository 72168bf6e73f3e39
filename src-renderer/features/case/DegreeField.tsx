import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly label: string; readonly value: number | null; readonly onChange: (value: number | null) => void; readonly error?: string | undefined };

/** A degree in whole per cent, 0 to 100; the band it falls in (30–59, 60–79, 80–100) stands under it. What is not a degree is kept and said. */
export const DegreeField = ({ label, value, onChange, error }: Props) => {
  const { t } = useTranslation('case');
  const [typed, setTyped] = useState<string | null>(null);
  const fits = (text: string) => /^\d{1,3}$/.test(text) && Number(text) <= 100;
  const plain = (text: string) => text.replace(/[\s%]/g, '');
  const odd = value === null && typed !== null && plain(typed) !== '' && !fits(plain(typed));
  const shown = odd ? typed : value === null ? '' : String(value);
  const band = value === null ? 'none' : value >= 80 ? '80' : value >= 60 ? '60' : value >= 30 ? '30' : 'below';
  return (
    <TextInput
      label={label}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const text = plain(event.currentTarget.value);
        onChange(fits(text) ? Number(text) : null);
      }}
      error={odd ? t('errors:issue.percent') : error}
      description={t(`band.${band}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="numeric"
      rightSection={<span aria-hidden="true">%</span>}
      autoComplete="off"
    />
  );
};
