import { useEffect, type RefObject } from 'react';
import type { Route } from './routes.ts';

/** Milliseconds after which the heading has the focus while the data are on their way: longer, and whoever listens to the screen does not know where they are. */
const headingAfter = 300;

/**
 * Gives a screen the focus when it opens: what it marks with `data-autofocus` (its list, its first field), however late its data come, the heading
 * until then. A focus that the person has put elsewhere meanwhile is left alone.
 * The search keeps its own.
 */
export const useFocusOnOpen = (main: RefObject<HTMLElement | null>, route: Route): void => {
  const place = JSON.stringify(route);
  const searching = route.screen === 'search';
  useEffect(() => {
    if (searching) {
      document.getElementById('search')?.focus();
      return;
    }
    const screen = main.current;
    if (!screen) return;
    const before = document.activeElement;
    let [isLate, heading]: [boolean, HTMLElement | null] = [false, null];
    const end = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    const look = () => {
      const now = document.activeElement;
      if (now !== before && now !== document.body && now !== heading) return end();
      const wanted = screen.querySelector<HTMLElement>('[data-autofocus]:not(:disabled)');
      if (wanted) {
        end();
        wanted.focus();
      } else if (isLate && heading === null) (heading = screen.querySelector<HTMLElement>('h1'))?.focus();
    };
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => {
      isLate = true;
      look();
    }, headingAfter);
    observer.observe(screen, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    look();
    return end;
  }, [main, place, searching]);
};
