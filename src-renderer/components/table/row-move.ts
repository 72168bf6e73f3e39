/**
 * Where a key leads in a list of `count` rows from row `at`, or undefined where the key does not move. Letters are read by their place on
 * the keyboard (`KeyboardEvent.code`), so J and K work in the Kazakh and the Russian layout.
 */
export const findRowMove = (code: string, at: number, count: number, page: number): number | undefined => {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1, KeyJ: at + 1, ArrowUp: at - 1, KeyK: at - 1, Home: 0, End: count - 1, PageDown: at + page, PageUp: at - page,
  };
  const to = steps[code];
  return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
};
