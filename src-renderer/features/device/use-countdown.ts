import { useEffect, useState } from 'react';
import { useClock } from '../../components/clock-context.ts';

/** Whole seconds left until the moment `until` (milliseconds), counted down to 0. */
export const useCountdown = (until: number): number => {
  const clock = useClock();
  const [, tick] = useState(0);
  const left = Math.max(0, Math.ceil((until - clock()) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => tick((n) => n + 1), 250);
    return () => clearTimeout(timer);
  });
  return left;
};
