import type { TFunction } from 'i18next';
import { hideToast } from './hide-toast.ts';
import { useToasts, withToast, type ToastAction, type ToastWords } from './toast-store.ts';

type Options = { readonly trouble?: boolean; readonly actions?: (hide: () => void) => readonly ToastAction[] };

/** Gives back what it is asked for: words made with it are alike whatever figures stand in them. */
const keysAlone = ((key: string) => key) as TFunction;

/**
 * Says in passing that something was done, or, with `trouble`, that it was not; `actions` can be done from it. `words` are asked again when the
 * window changes its language. It takes the place of one that said the like.
 */
export const showToast = (words: ToastWords, { trouble = false, actions }: Options = {}): void => {
  const number = useToasts.getState().said + 1;
  const toast = { kind: words(keysAlone), number, words, trouble, actions: actions?.(() => hideToast(number)) ?? [] };
  useToasts.setState(({ shown }) => ({ shown: withToast(shown, toast), said: number }));
};
