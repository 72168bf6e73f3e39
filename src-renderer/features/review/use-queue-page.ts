import { useCallback, useState } from 'react';
import type { QueueFilter } from '../../../shared/ipc/queue-rows.ts';
import { useLive } from '../../api/use-live.ts';

/** More than a screen shows, less than is felt; asked for anew when the eye comes near its end. */
const pageSize = 60;
const margin = 20;

/** The stretch of the queue that is to be seen, live. A changed filter begins at the top. */
export const useQueuePage = (filter: QueueFilter) => {
  const key = JSON.stringify(filter);
  const [wanted, setWanted] = useState({ key, offset: 0 });
  const offset = wanted.key === key ? wanted.offset : 0;
  const live = useLive('queue.list', { filter, offset, limit: pageSize });
  const onSeen = useCallback((first: number, last: number) => {
    setWanted((before) => {
      const from = before.key === key ? before.offset : 0;
      const covered = first >= from && last < from + pageSize;
      return covered ? before : { key, offset: Math.max(0, first - margin) };
    });
  }, [key]);
  return { live, onSeen };
};
