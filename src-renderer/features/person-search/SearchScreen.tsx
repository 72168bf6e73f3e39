import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { AreaPicker } from '../../components/fields/AreaPicker.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Keys } from '../../components/layout/Keys.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { PersonResults } from './PersonResults.tsx';
import { useSearchStore, withResults } from './search-store.ts';

const limit = 100;
const nobody: readonly never[] = [];

/** People found as one types. Nobody fits: what was typed goes into the registration. */
export const SearchScreen = ({ onOpenPerson, onRegister }: { readonly onOpenPerson: (id: string) => void; readonly onRegister: () => void }) => {
  const { t } = useTranslation('person');
  const text = useSearchStore((state) => state.text).trim();
  const [district, setDistrict] = useState<KatoCode | null>(null);
  const live = useLive('person.find', text === '' ? null : { text, limit, ...(district === null ? {} : { district }) });
  const areas = useOnce('area.list', {})?.areas ?? [];
  const rows = live.value?.rows ?? nobody;
  const fresh = live.value !== undefined && !live.stale;
  useEffect(() => {
    if (text !== '' && !fresh) return;
    useSearchStore.setState((state) => withResults(state, text, rows.map((row) => row.id)));
    const { wanted, activeId } = useSearchStore.getState();
    if (wanted === null || wanted !== text) return;
    useSearchStore.setState({ wanted: null });
    if (activeId !== null) onOpenPerson(activeId);
  }, [rows, text, fresh, onOpenPerson]);
  const total = live.value?.total ?? 0;
  const unindexed = live.value?.unindexed ?? 0;

  return (
    <Screen
      title={t('people')}
      beside={<>
        <span role="status" data-testid="found-count">{text !== '' && fresh ? t(total > rows.length ? 'foundMore' : 'found', { count: total, shown: rows.length }) : ''}</span>
        {text !== '' && unindexed > 0 && <span role="status" data-testid="unindexed">{t('unindexed', { count: unindexed })}</span>}
        {live.error && <StaleNotice live={live} />}
      </>}
      actions={<>
        <AreaPicker label={t('filterArea')} hiddenLabel areas={areas} value={district} onChange={setDistrict} />
        {district !== null && <Button variant="default" onClick={() => setDistrict(null)} data-testid="all-districts">{t('filterAll')}</Button>}
        <Button variant="default" onClick={onRegister} aria-keyshortcuts="Control+I" rightSection={<Keys>Ctrl I</Keys>}>{t('register')}</Button>
      </>}
    >
      <Panel fill flush>
        {text === '' && <EmptyState title={t('searchEmpty.title')}>{t('searchEmpty.text')}</EmptyState>}
        {text !== '' && fresh && rows.length === 0 && unindexed > 0 && <EmptyState title={t('notYet.title', { text })}>{t('notYet.text')}</EmptyState>}
        {text !== '' && fresh && rows.length === 0 && unindexed === 0 && (
          <EmptyState title={t('nobody.title', { text })}>
            <span>{t('nobody.text')}</span>
            <Button onClick={onRegister}>{t('registerTyped')}</Button>
          </EmptyState>
        )}
        {text !== '' && rows.length > 0 && <PersonResults rows={rows} foundFor={fresh ? text : null} onOpen={onOpenPerson} />}
      </Panel>
    </Screen>
  );
};
