import type { ToastWords } from './toast-store.ts';
import { showToast } from './show-toast.ts';

/** Says in passing that something was done, with a way back for eight seconds. Both are asked again when the window changes its language. */
export const showUndoToast = (words: ToastWords, label: ToastWords, onUndo: () => void): void =>
  showToast(words, { actions: (hide) => [{
    label, test: 'undo',
    run: () => {
      hide();
      // The button goes away under the hand: the focus goes on in the screen, not at the top of the window.
      document.querySelector<HTMLElement>('main h1')?.focus();
      onUndo();
    },
  }] });
