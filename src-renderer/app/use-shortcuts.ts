import { useEffect } from 'react';

/** What the keys of the whole window do. */
export type ShellKeys = {
  readonly search: () => void;
  readonly register: () => void;
  readonly room: (at: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly back: () => void;
  readonly lock: () => void;
  readonly help: () => void;
};

const withControl: Readonly<Record<string, 'search' | 'register' | 'lock'>> = { KeyK: 'search', KeyI: 'register', KeyL: 'lock' };

/** True where Esc belongs to what is open: a dialog, or the list of a field. */
const takesEscape = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"]') !== null || (target instanceof HTMLElement && target.id !== 'search' && target.getAttribute('aria-expanded') === 'true');

/** Listens for the shortcuts of the shell. Keys are read by their place, so they work in the Kazakh and the Russian layout. */
export const useShortcuts = (keys: ShellKeys): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = (work: () => void) => {
        event.preventDefault();
        work();
      };
      const digit = /^Digit([1-9])$/.exec(event.code);
      if (event.code === 'F1') act(keys.help);
      else if (event.key === 'Escape' && !takesEscape(event.target)) act(keys.back);
      else if (document.querySelector('[role="dialog"]') !== null) return;
      else if (event.ctrlKey && !event.altKey && !event.shiftKey && withControl[event.code]) act(keys[withControl[event.code]!]);
      else if (event.altKey && !event.ctrlKey && digit) act(() => keys.room(Number(digit[1]) - 1));
      else if (event.altKey && !event.ctrlKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) act(() => keys.step(event.key === 'ArrowRight' ? 1 : -1));
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [keys]);
};
