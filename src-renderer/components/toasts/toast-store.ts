import type { TFunction } from 'i18next';
import { create } from 'zustand';

/** Words that are asked anew with each change of language: keys carry their namespace, because the `t` of a screen stays in the language it was made for. */
export type ToastWords = (t: TFunction) => string;

/** What can be done from a toast. `test`: its test id. */
export type ToastAction = { readonly label: ToastWords; readonly run: () => void; readonly test: string };

/** Something said in passing. `kind`: its words without figures and names, by which like ones know each other; `number`: which showing of that kind it is. */
export type ShownToast = { readonly kind: string; readonly number: number; readonly words: ToastWords; readonly trouble: boolean; readonly actions: readonly ToastAction[] };

/** More than two cover the work they speak of. */
const atOnce = 2;

/** What stands after `next` was said: it takes the place of its like, the oldest goes where there would be too many, the newest stands last. */
export const withToast = (shown: readonly ShownToast[], next: ShownToast): readonly ShownToast[] => [...shown.filter(({ kind }) => kind !== next.kind), next].slice(-atOnce);

/** What is said in passing, the newest last. */
export const useToasts = create<{ readonly shown: readonly ShownToast[]; readonly said: number }>(() => ({ shown: [], said: 0 }));
