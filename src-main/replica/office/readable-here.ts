import { isReadableEntry } from '../../../shared/sync/is-readable-entry.ts';
import { findEntry } from '../../../shared/sync/journal-entry.ts';

type Row = { readonly device: string; readonly document: string; readonly number: number; readonly bytes: Uint8Array };

/**
 * Of what other laptops wrote, by number of each, what somebody here can be said to have read: not what this program cannot show, nor what its author wrote of that document after it. Nobody here goes on from that or releases it; it is its author's laptop that hands it in.
 */
export const readableHere = <R extends Row>(rows: readonly R[]): R[] => {
  const ended = new Set<string>();
  return rows.filter(({ device, document, bytes }) => {
    const [entry, of] = [findEntry(bytes), `${device} ${document}`];
    if (!entry || !isReadableEntry(entry)) ended.add(of);
    return !ended.has(of);
  });
};
