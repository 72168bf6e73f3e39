/** How long the window may lie open without input: minutes. Then it locks itself. */
export const idleMinutes = 10;

/** Watches for somebody who has gone away. `input`: somebody is there. `check`: look whether it is time. Each calls `onAway`, once, where the time has run out. */
export const createIdleWatch = (now: () => number, onAway: () => void, minutes = idleMinutes) => {
  let last = now();
  let away = false;
  const check = (): boolean => {
    if (!away && now() - last >= minutes * 60_000) {
      away = true;
      onAway();
    }
    return away;
  };
  return {
    check,
    // The laptop slept: the first touch after that is perhaps another person's.
    input: (): void => {
      if (!check()) last = now();
    },
  };
};
