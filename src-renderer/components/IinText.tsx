import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maskIin, spaceIin } from './mask-iin.ts';
import styles from './IinText.module.css';

/** An IIN, masked but for the year and the last two digits, with a button that reveals it. */
export const IinText = ({ iin }: { readonly iin: string | null }) => {
  const { t } = useTranslation('person');
  const [shown, setShown] = useState(false);
  if (iin === null) return <span>{t('noIin')}</span>;
  return (
    <span className={styles.iin}>
      <span>{t('field.iin')} {shown ? spaceIin(iin) : maskIin(iin)}</span>
      <UnstyledButton className={styles.reveal} onClick={() => setShown(!shown)} aria-pressed={shown}>{shown ? t('hideIin') : t('showIin')}</UnstyledButton>
    </span>
  );
};
