import type { NormsProgress } from '../../../shared/ipc/norms-rows.ts';
import type { Host } from './host-parts.ts';

export const noNorms: NormsProgress = { phase: 'idle', asOf: null, edition: '', inForce: true, done: 0, total: 0, applied: 0, rows: [], before: '0', after: '0', difference: '0' };

/** The re-computation of a host: what is shown of it, and which run is the running one. In memory only: it can be made again. */
type State = { progress: NormsProgress; run: number };
const states = new WeakMap<Host, State>();

/** The state of this host; gone with the office that it was made for. */
export const normsState = (host: Host): State => {
  const found = states.get(host) ?? { progress: noNorms, run: 0 };
  states.set(host, found);
  return found;
};

export const showNorms = (host: Host, change: Partial<NormsProgress>): void => {
  const state = normsState(host);
  state.progress = { ...state.progress, ...change };
  host.notices.tell('norms');
};
