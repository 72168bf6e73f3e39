import { UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './Shell.module.css';

const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const signs = { auto: '◐', light: '○', dark: '●' } as const;

/** Light, dark, or as the system has it; a press leads to the next. */
export const SchemeSwitch = () => {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <UnstyledButton className={styles.scheme} onClick={() => setColorScheme(next[colorScheme])} title={t(`scheme.${colorScheme}`)} aria-label={t(`scheme.${colorScheme}`)} data-testid="scheme">
      <span aria-hidden="true">{signs[colorScheme]}</span>
    </UnstyledButton>
  );
};
