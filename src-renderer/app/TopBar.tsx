import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keys } from '../components/layout/Keys.tsx';
import { Mark } from '../components/marks/Mark.tsx';
import { useDesk } from '../components/session-context.ts';
import { SearchBox } from '../features/person-search/SearchBox.tsx';
import { formatShortDate } from '../i18n/format-date.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { SchemeSwitch } from './SchemeSwitch.tsx';
import styles from './Shell.module.css';

type Props = { readonly place: string; readonly searching: boolean; readonly onSearch: () => void; readonly onOpenPerson: (id: string) => void; readonly onRegister: () => void; readonly onLock: () => void };

/** Whose office this is, the one search, the language, and who is at the laptop. */
export const TopBar = ({ place, searching, onSearch, onOpenPerson, onRegister, onLock }: Props) => {
  const { t } = useTranslation('shell');
  const { session, training } = useDesk();
  const initials = session.name.split(/[\s.]+/).filter(Boolean).slice(0, 2).map((word) => word.charAt(0)).join('');
  const role = session.roles.includes('supervisor') ? 'supervisor' : (session.roles[0] ?? 'caseworker');
  return (
    <header className={styles.top}>
      <div className={styles.brand}><span className={styles.name}>{t('common:brand')}</span> <span className={styles.place} title={place}>{place}</span></div>
      <div className={styles.search} role="search"><SearchBox open={searching} onType={onSearch} onOpenPerson={onOpenPerson} onRegister={onRegister} /></div>
      {training && <Mark tone="warn" title={t('unlock:training')}>{t('trainingShort')}</Mark>}
      <div className={styles.right}>
        <SchemeSwitch />
        <LanguageSwitch />
        <span className={styles.person}>
          <span aria-hidden="true" className={styles.initials}>{initials}</span>
          <span className={styles.who} data-testid="who"><span>{session.name}</span> <span className={styles.role} title={session.acting && t('actingTitle', { number: session.acting.number })}>{session.acting ? t('acting', { date: formatShortDate(session.acting.to) }) : t(`role.${role}`)}</span></span>
        </span>
        <Button className={styles.lock} variant="default" size="xs" onClick={onLock} aria-keyshortcuts="Control+L" rightSection={<Keys>Ctrl L</Keys>} data-testid="lock">{t('lock')}</Button>
      </div>
    </header>
  );
};
