import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/ipc/contract.ts';
import { useLive } from '../../api/use-live.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { CaseTable } from './CaseTable.tsx';

export type CaseRoom = InputOf<'case.list'>['room'];

type Props = { readonly room: CaseRoom; readonly onOpen: (id: string) => void; readonly onFindPerson: () => void };

/** The cases of one room. An empty room says what belongs there and how it gets there. */
export const WorklistScreen = ({ room, onOpen, onFindPerson }: Props) => {
  const { t } = useTranslation('case');
  const live = useLive('case.list', { room });
  const [activeId, setActiveId] = useState<string | null>(null);
  const rows = live.value?.rows;
  return (
    <Screen title={t(`room.${room}`)} beside={<>{live.value && <span>{t('total', { count: live.value.total })}</span>}<StaleNotice live={live} /></>}>
      <Panel fill flush>
        {rows?.length === 0 && (
          <EmptyState title={t(`empty.${room}.title`)}>
            <span>{t(`empty.${room}.text`)}</span>
            {(room === 'mine' || room === 'all') && <Button onClick={onFindPerson}>{t('findPerson')}</Button>}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && <CaseTable label={t(`room.${room}`)} rows={rows} activeId={activeId} onActive={setActiveId} onOpen={onOpen} shape={room === 'transferred' ? 'transferred' : 'room'} />}
      </Panel>
    </Screen>
  );
};
