import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/use-live.ts';
import { useClock } from '../../components/clock-context.ts';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { DataTable, type Column } from '../../components/table/DataTable.tsx';
import type { ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import { formatMoment } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AskDialog } from './AskDialog.tsx';
import { CombineDialog } from './CombineDialog.tsx';
import { ConflictDetail } from './ConflictDetail.tsx';
import styles from './ConflictsScreen.module.css';
import { standOnConflict, useConflictPlace } from './conflict-place.ts';
import { partLabel } from './part-words.ts';
import { useConflictActions } from './use-conflict-actions.ts';

type Props = { readonly onOpenPerson: (id: string) => void; readonly onOpenCase: (id: string) => void; readonly onMerges: () => void; readonly onFind: () => void };

/**
 * What no machine may merge: the list left, both values right. Keys: 1 and 2 choose a side, C combines, B asks back or answers, Space marks, L marks all alike, Enter steps to the values. What is marked is decided together.
 */
export const ConflictsScreen = ({ onOpenPerson, onOpenCase, onMerges, onFind }: Props) => {
  const { t } = useTranslation('conflicts');
  const language = useLanguage();
  const now = useClock()();
  const live = useLive('conflict.list', {});
  const rows = live.value?.rows ?? [];
  const chosen = useConflictPlace((place) => place.chosen);
  const setChosen = standOnConflict;
  const [marks, setMarks] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'combine' | 'ask' | null>(null);
  const [list, side] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const active = rows.find((row) => row.id === chosen) ?? rows[0];
  const marked = rows.filter((row) => marks.has(row.id) && row.status === 'open');
  const meant = marked.length > 0 ? marked : active ? [active] : [];
  const { failure, decide, note, takeBack } = useConflictActions(() => setMarks(new Set()));
  const close = () => {
    setDialog(null);
    list.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  const toggle = (id: string) => setMarks(new Set(marks.has(id) ? [...marks].filter((one) => one !== id) : [...marks, id]));
  const choose = (which: 'left' | 'right') => void decide(meant, which);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !active || dialog !== null) return;
    const inList = list.current?.contains(event.target as Node) === true;
    const keys: Readonly<Record<string, () => void>> = {
      Digit1: () => choose('left'), Numpad1: () => choose('left'), Digit2: () => choose('right'), Numpad2: () => choose('right'),
      KeyC: () => { if (active.status === 'open' && active.mayDecide && marked.length < 2) setDialog('combine'); },
      KeyB: () => { if (active.status === 'open') setDialog('ask'); },
      ...(inList ? { Space: () => toggle(active.id), KeyL: () => setMarks(new Set(rows.filter((row) => row.status === 'open' && row.like === active.like).map(({ id }) => id))) } : {}),
    };
    const act = keys[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const columns: readonly Column<ConflictRow>[] = [
    { key: 'mark', title: t('column.mark'), width: '54px', cell: (row) => <span aria-hidden="true">{marks.has(row.id) ? '☑' : row.status === 'open' ? '☐' : ''}</span> },
    { key: 'who', title: t('column.who'), width: 'minmax(0, 1.4fr)', cell: (row) => <><span className={styles.name}>{localPerson(language, row.nameKk, row.nameRu) || t(`about.${row.collection}`)}</span><span className={styles.under}>{row.parts.map((part) => partLabel(t, language, part)).join(', ')}</span></> },
    { key: 'state', title: t('column.state'), width: 'minmax(0, 0.8fr)', cell: (row) => <><Mark quiet tone={row.status === 'resolved' ? 'good' : row.notes.at(-1)?.kind === 'ask' ? 'half' : 'warn'}>{t(row.status === 'resolved' ? 'state.resolved' : row.notes.at(-1)?.kind === 'ask' ? 'state.asked' : 'state.open')}</Mark><span className={styles.under}>{marks.has(row.id) ? t('marked') : ''}</span></> },
    { key: 'opened', title: t('column.opened'), width: '96px', align: 'end', cell: (row) => formatMoment(language, row.opened, now) },
  ];
  const ways = <div className={styles.ways}><Button variant="default" size="xs" onClick={onMerges} data-testid="to-merges">{t('toMerges')}</Button><Button variant="default" size="xs" onClick={onFind} data-testid="to-duplicates">{t('toDuplicates')}</Button></div>;
  const openRecord = () => {
    if (active?.caseId) onOpenCase(active.caseId);
    else if (active?.personId) onOpenPerson(active.personId);
  };

  return (
    <div className={styles.columns} onKeyDown={onKeyDown} data-testid="conflicts">
      <div className={styles.list} ref={list}>
        <Screen title={t('title')} beside={<>{live.value && <span>{t('total', { count: live.value.open })}</span>}<StaleNotice live={live} /></>} actions={ways}>
          <Panel fill flush>
            {live.value && rows.length === 0 && <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
            {rows.length > 0 && <DataTable label={t('title')} rows={rows} columns={columns} activeId={active?.id ?? null} onActive={setChosen} onOpen={() => side.current?.querySelector('h1')?.focus()} rowHeight={50} testId="conflict-table" />}
          </Panel>
        </Screen>
      </div>
      <div className={styles.side} ref={side}>
        {active && <ConflictDetail row={active} marked={marked.length} failure={failure} actions={{ choose, combine: () => setDialog('combine'), ask: () => setDialog('ask'), takeBack, open: openRecord }} />}
      </div>
      {dialog === 'combine' && active && <CombineDialog row={active} onClose={close} onDecide={async (picks) => {
        const refused = await decide([active], 'mixed', picks);
        if (!refused) close();
        return refused;
      }} />}
      {dialog === 'ask' && active && <AskDialog asks={active.mayDecide} count={meant.length} onClose={close} onSend={(text) => { void note(meant, text); close(); }} />}
    </div>
  );
};
