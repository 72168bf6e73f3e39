import { useEffect, useState, type RefObject } from 'react';
import { clearPlace, type ToastPlace } from './clear-place.ts';
import type { ShownToast } from './toast-store.ts';

/** The row of a list that the keys stand on, else what has the focus. */
const focusOf = (active: Element | null): Element | null => document.getElementById(active?.getAttribute('aria-activedescendant') ?? '') ?? active;

/** Keeps the toasts in `area` off what has the focus and off primary actions: gives where they may stand now. Under the hand they stay where they are. */
export const useClearPlace = (area: RefObject<HTMLElement | null>, shown: readonly ShownToast[]): ToastPlace => {
  const [place, setPlace] = useState<ToastPlace>('bottom');
  useEffect(() => {
    const toasts = area.current;
    if (!toasts || shown.length === 0) return;
    const look = () => {
      const boxes = [...toasts.children].map((toast) => toast.getBoundingClientRect());
      if (toasts.matches(':hover, :focus-within')) return;
      const room = toasts.parentElement?.getBoundingClientRect();
      if (!room) return;
      const size = { width: Math.max(...boxes.map(({ width }) => width)), height: Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top)) };
      const focus = focusOf(document.activeElement);
      const kept = [...document.querySelectorAll('button[data-variant="filled"]'), ...(focus && focus !== document.body ? [focus] : [])];
      setPlace(clearPlace(room, size, kept.map((element) => element.getBoundingClientRect())));
    };
    look();
    const moves = ['focusin', 'keyup', 'click'] as const;
    for (const move of moves) document.addEventListener(move, look);
    window.addEventListener('resize', look);
    return () => {
      for (const move of moves) document.removeEventListener(move, look);
      window.removeEventListener('resize', look);
    };
  }, [area, shown]);
  return place;
};
