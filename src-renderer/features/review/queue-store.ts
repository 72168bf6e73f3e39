import { create } from 'zustand';
import { QueueFilter } from '../../../shared/ipc/queue-rows.ts';

/** What is shown of the queue, and what is chosen in it; outside the screen, so that a look into a case loses neither. */
type QueueState = { readonly staff: string; readonly filter: QueueFilter; readonly activeId: string | null; readonly at: number; readonly marked: ReadonlySet<string> };

export const plainFilter: QueueFilter = QueueFilter.parse({});
const empty: QueueState = { staff: '', filter: plainFilter, activeId: null, at: 0, marked: new Set() };

export const useQueue = create<QueueState>(() => empty);

/** `staff` is at the laptop: what another one looked at is not theirs. */
export const beginQueue = (staff: string): void => {
  if (useQueue.getState().staff !== staff) useQueue.setState({ ...empty, staff });
};

/** Shows something else; the list begins at its top and nothing is chosen. */
export const filterBy = (change: Partial<QueueFilter>): void => useQueue.setState(({ filter }) => ({ filter: { ...filter, ...change }, activeId: null, at: 0, marked: new Set() }));

/** Stands on a row. */
export const standOn = (at: number, activeId: string | null): void => useQueue.setState({ at, activeId });

/** Chooses rows, or lets them go. */
export const markRows = (ids: readonly string[], on: boolean): void =>
  useQueue.setState(({ marked }) => ({ marked: on ? new Set([...marked, ...ids]) : new Set([...marked].filter((id) => !ids.includes(id))) }));

/** True where anything is filtered. */
export const isFiltered = (filter: QueueFilter): boolean => JSON.stringify(filter) !== JSON.stringify(plainFilter);
