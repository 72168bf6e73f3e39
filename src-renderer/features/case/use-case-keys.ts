import { useEffect, type RefObject } from 'react';
import type { CaseAction } from '../../../shared/domain/case-actions.ts';
import { findActionOfKey } from './action-key.ts';

/**
 * The keys of a case. They count while the focus is in the case, or anywhere in the place around it that is marked `data-case-keys` (the
 * review queue, where A and R work from the list); never in a dialog, and letters never in a field.
 */
export const useCaseKeys = (view: RefObject<HTMLElement | null>, actions: readonly CaseAction[], start: (action: CaseAction) => void): void => {
  useEffect(() => {
    const place = view.current?.closest<HTMLElement>('[data-case-keys]') ?? view.current;
    if (!place) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const action = findActionOfKey(event, target.closest('input, textarea, select') !== null);
      if (action === undefined || !actions.includes(action) || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      start(action);
    };
    place.addEventListener('keydown', onKeyDown);
    return () => place.removeEventListener('keydown', onKeyDown);
  });
};
