import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ConflictRow } from '../../../shared/ipc/conflict-rows.ts';
import { useClock } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Keys } from '../../components/layout/Keys.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { formatMoment } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './ConflictsScreen.module.css';
import { Sides } from './Sides.tsx';

export type DetailActions = { readonly choose: (side: 'left' | 'right') => void; readonly combine: () => void; readonly ask: () => void; readonly takeBack: (id: string) => void; readonly open: () => void };
type Props = { readonly row: ConflictRow; readonly marked: number; readonly failure: AppError | null; readonly actions: DetailActions };

/** One dispute: both values, what was asked and answered, and what can be done. */
export const ConflictDetail = ({ row, marked, failure, actions }: Props) => {
  const { t } = useTranslation('conflicts');
  const language = useLanguage();
  const now = useClock()();
  const isOpen = row.status === 'open';
  const notes = row.notes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <Screen
      title={localPerson(language, row.nameKk, row.nameRu) || t(`about.${row.collection}`)}
      over={[t(`about.${row.collection}`), row.number].filter((word) => word !== '').join(' · ')}
      actions={<Button variant="default" size="xs" onClick={actions.open}>{t('openRecord')}</Button>}
    >
      <Panel fill title={t(isOpen ? 'both' : 'outcome')}>
        <div className={styles.stack} data-testid="conflict-detail">
          {failure && <ErrorNotice error={failure} />}
          {row.refused && <p role="status" className={styles.hint} data-testid="conflict-late">{t('late')}</p>}
          {!row.mayTakeRight && isOpen && <p className={styles.hint}>{t('anew')}</p>}
          <Sides row={row} />
          {isOpen && <p className={styles.hint}>{t('base', { base: row.base })}</p>}
          {row.resolution && (
            <p className={styles.hint} data-testid="conflict-resolution">
              {t(`by.${row.resolution.choice}`, { name: row.resolution.byName, when: formatMoment(language, row.resolution.at, now) })} <TravelMark travel={row.travel} /> {row.resolution.note}
            </p>
          )}
          {!isOpen && !row.resolution && <p className={styles.hint}>{t('by.itself')}</p>}
          {notes.length > 0 && (
            <ul className={styles.notes} aria-label={t('notes')} data-testid="conflict-notes">
              {notes.map((note) => <li key={`${note.by} ${note.at}`}><span className={styles.who}>{t(`note.${note.kind}`, { name: note.byName })} · {formatMoment(language, note.at, now)}</span><p>{note.text}</p></li>)}
            </ul>
          )}
          {isOpen && (
            <div className={styles.actions}>
              {row.mayDecide && <Button onClick={() => actions.choose('left')} rightSection={<Keys>1</Keys>} aria-keyshortcuts="1" data-testid="take-left">{t('takeLeft', { count: Math.max(1, marked) })}</Button>}
              {row.mayDecide && <Button onClick={() => actions.choose('right')} disabled={!row.mayTakeRight} rightSection={<Keys>2</Keys>} aria-keyshortcuts="2" data-testid="take-right">{t('takeRight', { count: Math.max(1, marked) })}</Button>}
              {row.mayDecide && marked < 2 && <Button variant="default" onClick={actions.combine} rightSection={<Keys>C</Keys>} aria-keyshortcuts="C" data-testid="combine">{t('combine')}</Button>}
              <Button variant="default" onClick={actions.ask} rightSection={<Keys>B</Keys>} aria-keyshortcuts="B" data-testid="ask">{t(row.mayDecide ? 'ask' : 'answer')}</Button>
            </div>
          )}
          {!isOpen && row.mayTakeBack && row.mayDecide && <div className={styles.actions}><Button variant="default" onClick={() => actions.takeBack(row.id)} data-testid="take-back">{t('undo')}</Button></div>}
        </div>
      </Panel>
    </Screen>
  );
};
