import { useEffect, type RefObject } from 'react';

/**
 * Keeps one visible focus: when what had it goes away under the person's hands (a form that was handed over), the screen's own first place
 * takes it, else its heading; a button that could not be pressed while it worked has it back afterwards. Without this the keyboard would
 * start again from the top of the window.
 */
export const useFocusKept = (main: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const place = main.current;
    if (!place) return;
    let last: HTMLElement | null = null;
    let resting = false;
    const remember = (event: FocusEvent) => {
      last = event.target as HTMLElement;
      resting = false;
    };
    const look = () => {
      if (last === null) return;
      if (last.matches(':disabled')) resting = true;
      if (document.activeElement !== document.body) return;
      if (!last.isConnected) (place.querySelector<HTMLElement>('[data-autofocus]:not(:disabled)') ?? place.querySelector<HTMLElement>('h1'))?.focus();
      else if (resting && !last.matches(':disabled')) last.focus();
    };
    const observer = new MutationObserver(look);
    place.addEventListener('focusin', remember);
    observer.observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      place.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [main]);
};
