import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { useToday } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { IinText } from '../../components/IinText.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { useDesk } from '../../components/session-context.ts';
import { ageOn } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { PersonId } from '../../../shared/base/ids.ts';
import { CaseTable } from '../worklist/CaseTable.tsx';
import { OpenCase } from './OpenCase.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { PersonLedger } from './PersonLedger.tsx';
import { PossibleDuplicate } from './PossibleDuplicate.tsx';
import { SecondRecord } from './SecondRecord.tsx';
import { fullName } from './full-name.ts';
import styles from './PersonScreen.module.css';

type Props = { readonly id: PersonId; readonly onOpenCase: (id: string) => void; readonly onOpenPerson: (id: string) => void };

/** A person's card: both names, what is on record, the cases, and the way to open one. */
export const PersonScreen = ({ id, onOpenCase, onOpenPerson }: Props) => {
  const { t } = useTranslation('person');
  const language = useLanguage();
  const today = useToday();
  const desk = useDesk();
  const live = useLive('person.watch', { id });
  const areas = useOnce('area.list', {})?.areas ?? [];
  const [activeId, setActiveId] = useState<string | null>(null);
  const person = live.value?.person;
  if (!person) return live.value ? <Screen title={t('people')}><ErrorNotice error={{ type: 'NotFound', what: 'person', id }} /></Screen> : <StaleNotice live={live} />;
  const cases = live.value?.cases ?? [];
  const kept = live.value?.kept ?? null;
  const names = language === 'kk' ? [fullName(person, 'Kk'), fullName(person, 'Ru')] : [fullName(person, 'Ru'), fullName(person, 'Kk')];

  return (
    <Screen
      over={names[1] === names[0] ? undefined : names[1]}
      title={names[0]}
      beside={<><IinText iin={person.iin} /><span>{t('age', { count: ageOn(person.birthDate, today) })}</span><TravelMark travel={live.value?.travel ?? 'office'} quiet={false} /><StaleNotice live={live} /></>}
    >
      {person.mergedInto && (
        <div className={styles.row} role="status">
          <Mark tone="warn">{t(kept ? 'merge.mergedInto' : 'merge.mergedElsewhere')}</Mark>
          {kept && <Button size="xs" onClick={() => onOpenPerson(kept)} data-testid="open-kept">{t('merge.openKept')}</Button>}
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.main}>
          {!person.mergedInto && <PossibleDuplicate person={person} onOpenPerson={onOpenPerson} />}
          <Panel title={t('cases')} fill flush aside={<span className={styles.count}>{t('case:total', { count: cases.length })}</span>}>
            {cases.length === 0
              ? <EmptyState title={t('noCases.title')}>{desk.session.roles.includes('caseworker') ? t('noCases.text') : t('noCases.textSupervisor')}</EmptyState>
              : <CaseTable label={t('cases')} rows={cases} activeId={activeId} onActive={setActiveId} onOpen={onOpenCase} shape="person" />}
          </Panel>
          <PersonLedger personId={id} />
          {!person.mergedInto && desk.session.roles.includes('supervisor') && <SecondRecord person={person} onOpenPerson={onOpenPerson} />}
          {!kept && desk.session.roles.includes('caseworker') && <OpenCase personId={id} onOpened={onOpenCase} />}
        </div>
        <Scroller className={styles.beside} label={t('facts')}><PersonFacts person={person} areas={areas} /></Scroller>
      </div>
    </Screen>
  );
};
