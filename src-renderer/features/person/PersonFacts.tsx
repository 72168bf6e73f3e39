import { useTranslation } from 'react-i18next';
import { areaPath, type Area } from '../../../shared/domain/kato.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { areaName } from '../../i18n/area-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './PersonScreen.module.css';

/** What is on record about a person, in words. */
export const PersonFacts = ({ person, areas }: { readonly person: Person; readonly areas: readonly Area[] }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const path = areaPath(areas, person.district).map((area) => areaName(t, language, area)).join(', ');
  const street = [person.street, person.house].filter((part) => part !== '').join(' ');
  const lastWork = person.work.at(-1);
  const disability = person.disability;
  const rows: [string, string][] = [
    [t('field.birthDate'), formatLongDate(language, person.birthDate)],
    [t('field.sex'), t(`sex.${person.sex}`)],
    [t('field.district'), path || person.district],
    [t('field.settlement'), person.settlement],
    [t('field.street'), street],
    [t('field.phone'), person.phone],
    [t('lastWork'), lastWork ? `${lastWork.position}, ${lastWork.employer}` : ''],
    [t('disability'), disability ? `${disability.group === null ? t('childWithDisability') : t(`group.${String(disability.group)}`)} · ${formatLongDate(language, disability.since)}` : ''],
  ];
  return (
    <Panel title={t('facts')}>
      <dl className={styles.facts}>
        {rows.filter(([, text]) => text !== '').map(([label, text]) => [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{text}</dd>])}
      </dl>
    </Panel>
  );
};
