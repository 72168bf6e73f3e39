import { create } from 'zustand';
import type { BatchCaseRow } from '../../../shared/ipc/rows.ts';
import { anyCase, isOfBatch, type BatchRule } from '../../../shared/rules/desk/batch-rule.ts';

/** How the next batch is composed: by a rule, and without those taken out by hand. */
type ComposeState = { readonly staff: string; readonly rule: BatchRule; readonly without: ReadonlySet<string> };
const everything: ComposeState = { staff: '', rule: anyCase, without: new Set() };

export const useCompose = create<ComposeState>(() => everything);

export const composeBy = (change: Partial<BatchRule>): void => useCompose.setState(({ rule }) => ({ rule: { ...rule, ...change } }));
export const leaveOut = (ids: readonly string[], out: boolean): void =>
  useCompose.setState(({ without }) => ({ without: out ? new Set([...without, ...ids]) : new Set([...without].filter((id) => !ids.includes(id))) }));
/** After a signature. */
export const composeAnew = (): void => useCompose.setState({ rule: anyCase, without: new Set() });
/** `staff` is at the laptop: what another one composed is not theirs. */
export const beginCompose = (staff: string): void => {
  if (useCompose.getState().staff !== staff) useCompose.setState({ ...everything, staff });
};

/** The cases that the rule lets in, and of them those that are in. */
export const composed = (rows: readonly BatchCaseRow[], { rule, without }: Pick<ComposeState, 'rule' | 'without'>): { readonly fitting: readonly BatchCaseRow[]; readonly chosen: readonly BatchCaseRow[] } => {
  const fitting = rows.filter((row) => isOfBatch(rule, row));
  return { fitting, chosen: fitting.filter(({ id }) => !without.has(id)) };
};
