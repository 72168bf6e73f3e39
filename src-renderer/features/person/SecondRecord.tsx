import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonId } from '../../../shared/base/ids.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { useLive } from '../../api/use-live.ts';
import { IinText } from '../../components/IinText.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { MergeDialog } from './MergeDialog.tsx';
import styles from './PersonScreen.module.css';

const limit = 6;

/** For a supervisor: records like this one, or any other found by typing, to be made one with it. */
export const SecondRecord = ({ person, onOpenPerson }: { readonly person: Person; readonly onOpenPerson: (id: string) => void }) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<PersonId | null>(null);
  const { iin, lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district } = person;
  const similar = useLive('person.similar', { iin: iin ?? '', lastNameKk, firstNameKk, patronymicKk, lastNameRu, firstNameRu, patronymicRu, birthDate, sex, district });
  const found = useLive('person.find', text.trim() === '' ? null : { text: text.trim(), limit });
  const other = useLive('person.watch', chosen === null ? null : { id: chosen }).value?.person;
  const rows = text.trim() !== '' ? (found.value?.rows ?? []).map((row) => ({ row, percent: undefined })) : (similar.value?.rows ?? []).map(({ person: row, percent }) => ({ row, percent }));
  const others = rows.filter(({ row }) => row.id !== person.id && !(person.notSame ?? []).includes(row.id));
  return (
    <Panel title={t('merge.second')}>
      <TextInput aria-label={t('merge.find')} placeholder={t('merge.find')} value={text} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" data-testid="merge-find" />
      {others.length === 0 && <p className={styles.count}>{t('merge.noSimilar')}</p>}
      <ul className={styles.seconds}>
        {others.map(({ row, percent }) => (
          <li key={row.id} className={styles.second}>
            <span><strong>{language === 'kk' ? row.nameKk : row.nameRu}</strong> <span className={styles.count}><IinText iin={row.iin} /> · {formatShortDate(row.birthDate)}</span>{percent !== undefined && <> <Mark tone="warn" quiet>{t('similar.percent', { count: percent })}</Mark></>}</span>
            <Button size="xs" variant="default" onClick={() => setChosen(row.id)} data-testid="merge-open">{t('merge.action')}</Button>
          </li>
        ))}
      </ul>
      {other && chosen === other.id && <MergeDialog pair={[person, other]} onClose={() => setChosen(null)} onMerged={(kept) => { setChosen(null); onOpenPerson(kept); }} />}
    </Panel>
  );
};
