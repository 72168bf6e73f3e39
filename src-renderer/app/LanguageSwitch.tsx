import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languages } from '../i18n/language.ts';
import { useLanguage } from '../i18n/use-language.ts';
import styles from './Shell.module.css';

const names = { kk: 'Қаз', ru: 'Рус', en: 'Eng' } as const;

/** Another language at once; each calls itself by its own name. */
export const LanguageSwitch = () => {
  const { t, i18n } = useTranslation('shell');
  const language = useLanguage();
  return (
    <SegmentedControl
      className={styles.language}
      size="xs"
      color="tirek"
      aria-label={t('language')}
      data={languages.map((value) => ({ value, label: <span lang={value}>{names[value]}</span> }))}
      value={language}
      onChange={(value) => void i18n.changeLanguage(value)}
      data-testid="language"
    />
  );
};
