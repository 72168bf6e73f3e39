import { create } from 'zustand';

/** What is typed in the search box, who was found, in order, and which of them the arrows stand on. */
export type SearchState = { readonly text: string; readonly ids: readonly string[]; readonly activeId: string | null };

/** The state with new results: the arrows stay on the same person where they are still there, else on the first. */
export const withResults = (state: SearchState, ids: readonly string[]): SearchState => ({
  ...state,
  ids,
  activeId: state.activeId !== null && ids.includes(state.activeId) ? state.activeId : (ids[0] ?? null),
});

/** The state with the arrows moved by `step`, stopping at both ends. */
export const withStep = (state: SearchState, step: number): SearchState => {
  const at = state.ids.indexOf(state.activeId ?? '') + step;
  return { ...state, activeId: state.ids[Math.min(state.ids.length - 1, Math.max(0, at))] ?? null };
};

export const useSearchStore = create<SearchState>(() => ({ text: '', ids: [], activeId: null }));
