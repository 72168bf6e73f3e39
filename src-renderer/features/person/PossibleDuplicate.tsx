import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../shared/domain/person.ts';
import { useLive } from '../../api/use-live.ts';
import { IinText } from '../../components/IinText.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { certainSeconds } from './certain-seconds.ts';
import styles from './PersonScreen.module.css';

/** A warning on the card for everybody in the office: there is another record that is almost surely of the same person. Nothing is ever merged by the machine. */
export const PossibleDuplicate = ({ person, onOpenPerson }: { readonly person: Person; readonly onOpenPerson: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const { iin, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district } = person;
  const similar = useLive('person.similar', { iin: iin ?? '', lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district });
  const rows = certainSeconds(person, similar.value?.rows ?? []);
  if (rows.length === 0) return null;
  return (
    <ul className={styles.seconds} role="status" data-testid="possible-duplicate">
      {rows.map(({ id, person: row, reasons }) => (
        <li key={id} className={styles.second}>
          <span><Mark tone="warn">{t('possibleDuplicate')}</Mark> <strong>{language === 'kk' ? row.nameKk : row.nameRu}</strong> <span className={styles.count}><IinText iin={row.iin} /> · {formatShortDate(row.birthDate)} · {reasons.map((reason) => t(`reason.${reason}`)).join(', ')}</span></span>
          <Button size="xs" variant="default" onClick={() => onOpenPerson(id)}>{t('similar.open')}</Button>
        </li>
      ))}
    </ul>
  );
};
