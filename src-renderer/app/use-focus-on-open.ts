import { useEffect, type RefObject } from 'react';
import type { Route } from './routes.ts';

const patience = 20;

/**
 * Gives a screen the focus when it opens: what it marks with `data-autofocus` (its list, its first field), else its heading. A screen whose
 * data are still on their way is waited for; a focus that the person has put elsewhere meanwhile is left alone. The search keeps its own.
 */
export const useFocusOnOpen = (main: RefObject<HTMLElement | null>, route: Route): void => {
  const place = JSON.stringify(route);
  const searching = route.screen === 'search';
  useEffect(() => {
    if (searching) {
      document.getElementById('search')?.focus();
      return;
    }
    let left = patience;
    let timer: ReturnType<typeof setTimeout>;
    const before = document.activeElement;
    const look = () => {
      if (document.activeElement !== before && document.activeElement !== document.body) return;
      const wanted = main.current?.querySelector<HTMLElement>('[data-autofocus]') ?? (left < patience / 2 ? main.current?.querySelector<HTMLElement>('h1') : null);
      if (wanted) wanted.focus();
      else if (left-- > 0) timer = setTimeout(look, 30);
    };
    look();
    return () => clearTimeout(timer);
  }, [main, place, searching]);
};
