import { useEffect } from 'react';
import { useClock } from '../components/clock-context.ts';
import { createIdleWatch } from './idle-watch.ts';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
const checkEvery = 5000;

/** Locks the window when nobody has touched it for as long as `idleMinutes` says. */
export const useIdleLock = (lock: () => void): void => {
  const clock = useClock();
  useEffect(() => {
    const watch = createIdleWatch(clock, lock);
    const timer = setInterval(watch.check, checkEvery);
    for (const sign of signs) window.addEventListener(sign, watch.input, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, watch.input, { capture: true });
    };
  }, [clock, lock]);
};
