import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueueRow } from '../../../shared/ipc/queue-rows.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { DueMark } from './DueMark.tsx';
import { useLanguage } from '../../i18n/use-language.ts';

type Props = { readonly row: QueueRow; readonly onOpenPerson: (id: string) => void; /** The dispute of the row, in its room. */ readonly onOpenConflict: (id: string) => void };

/** Something that waits and is no case: what it is, and where it is dealt with. */
export const OtherItem = ({ row, onOpenPerson, onOpenConflict }: Props) => {
  const { t } = useTranslation('desk');
  const language = useLanguage();
  return (
    <Screen title={localPerson(language, row.personKk, row.personRu) || row.number} over={<div>{t(`kind.${row.kind}`)}</div>}>
      <Panel>
        <p>{t(`other.${row.kind}`, { date: row.due === null ? '' : formatLongDate(language, row.due), number: row.number, name: row.byName })}</p>
        {row.kind === 'aside' && row.why !== '' && <p>{t(`common:aside.${row.why}`)}</p>}
        {row.due !== null && row.kind !== 'reexamination' && <p><DueMark due={row.due} urgency={row.urgency} /> {t('other.caseWaits')}</p>}
        {row.kind === 'conflict' && <Button mt={10} mr={8} onClick={() => onOpenConflict(row.id.slice(row.id.indexOf(':') + 1))} data-testid="open-conflict">{t('openConflict')}</Button>}
        {row.personId !== null && <Button mt={10} variant="default" onClick={() => onOpenPerson(row.personId!)}>{t('openPerson')}</Button>}
      </Panel>
    </Screen>
  );
};
