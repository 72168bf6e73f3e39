import { create } from 'zustand';

/**
 * What is typed in the search box, who was found for `answered`, in order, and which of them the arrows stand on. `wanted`: Enter was pressed
 * before the answer to this text was there; the first person of that answer is opened, never one of an older answer.
 */
export type SearchState = { readonly text: string; readonly answered: string; readonly ids: readonly string[]; readonly activeId: string | null; readonly wanted: string | null };

export const emptySearch: SearchState = { text: '', answered: '', ids: [], activeId: null, wanted: null };

/** The state with the results for `answered`: the arrows stay on the same person where they are still there, else on the first. */
export const withResults = (state: SearchState, answered: string, ids: readonly string[]): SearchState => ({
  ...state,
  answered,
  ids,
  activeId: state.activeId !== null && ids.includes(state.activeId) ? state.activeId : (ids[0] ?? null),
});

/** The state with the arrows moved by `step`, stopping at both ends. */
export const withStep = (state: SearchState, step: number): SearchState => {
  const at = state.ids.indexOf(state.activeId ?? '') + step;
  return { ...state, activeId: state.ids[Math.min(state.ids.length - 1, Math.max(0, at))] ?? null };
};

/** What Enter means now: to open a person, to register (nobody fits), or to wait for the answer. */
export const enterMeans = (state: SearchState): { readonly open: string } | 'register' | 'wait' => {
  if (state.answered !== state.text.trim()) return 'wait';
  return state.activeId === null ? 'register' : { open: state.activeId };
};

export const useSearchStore = create<SearchState>(() => emptySearch);
