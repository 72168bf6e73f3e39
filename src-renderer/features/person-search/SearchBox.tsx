import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../components/layout/Keys.tsx';
import { enterMeans, useSearchStore, withStep } from './search-store.ts';

type Props = { readonly open: boolean; readonly onType: () => void; readonly onOpenPerson: (id: string) => void; readonly onRegister: () => void };

/** The one search of the window: results stand below while the focus stays here; ↑ ↓ choose, Enter opens. */
export const SearchBox = ({ open, onType, onOpenPerson, onRegister }: Props) => {
  const { t } = useTranslation('person');
  const text = useSearchStore((state) => state.text);
  const activeId = useSearchStore((state) => state.activeId);
  const expanded = open && text.trim() !== '';

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      useSearchStore.setState((state) => withStep(state, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && expanded) {
      event.preventDefault();
      const state = useSearchStore.getState();
      const means = enterMeans(state);
      if (means === 'wait') useSearchStore.setState({ wanted: state.text.trim() });
      else if (means === 'register') onRegister();
      else onOpenPerson(means.open);
    }
  };

  return (
    <TextInput
      id="search"
      data-testid="search-box"
      role="combobox"
      aria-label={t('search')}
      aria-keyshortcuts="Control+K"
      aria-expanded={expanded}
      aria-controls="person-results"
      aria-autocomplete="list"
      aria-activedescendant={expanded && activeId !== null ? `found-${activeId}` : undefined}
      placeholder={t('searchPlaceholder')}
      // An ИИН that was typed does not stay in sight on the screens after: it is shown again with its results.
      value={open ? text : ''}
      onChange={(event) => {
        useSearchStore.setState({ text: event.currentTarget.value, wanted: null });
        onType();
      }}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      rightSection={<Keys>Ctrl K</Keys>}
      rightSectionWidth={64}
      autoComplete="off"
      spellCheck={false}
    />
  );
};
