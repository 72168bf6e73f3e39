import type { Centre } from '../centre.ts';
import { gather } from '../gather.ts';
import { createLiveNotices } from '../live-notices.ts';
import { saveDeviceCursors, type SaidCursors } from '../store/device-cursors.ts';
import { createMetrics } from './metrics.ts';

/** An operator's list may be so old. */
const cursorMilliseconds = 1000;

/** The centre with what watches it: metrics of this process, notices between processes, and how far each device says it has read. */
export const watchCentre = (given: Centre, failed: (error: unknown) => void) => {
  const metrics = createMetrics(given.milliseconds);
  const notices = createLiveNotices(given.database, failed);
  const cursors = gather<SaidCursors>(cursorMilliseconds, (said) => saveDeviceCursors(given.database.pool, said), failed);
  const centre: Centre = {
    ...given,
    watch: {
      taken: (lines, isReplay) => {
        metrics.count('tirek_envelopes_total', { replay: String(isReplay) });
        if (isReplay) return;
        for (const { r, why } of lines) metrics.count('tirek_entries_total', { result: r, ...(why ? { reason: why } : {}) });
      },
      moved: notices.tell,
      said: (device, said) => {
        if (said.length > 0) cursors.add(device, { device, at: given.now(), cursors: said });
      },
      compared: (ask, items) => {
        metrics.count('tirek_divergence_questions_total', { ask });
        if (items > 0) metrics.count('tirek_divergence_items_total', {}, items);
      },
    },
  };
  const end = async (): Promise<void> => {
    await cursors.end();
    await notices.end();
  };
  return { centre, metrics, notices, end };
};
