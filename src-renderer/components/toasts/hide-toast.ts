import { useToasts } from './toast-store.ts';

/** Takes one showing of a toast away; a later one of the same kind stays. */
export const hideToast = (number: number): void => useToasts.setState(({ shown }) => ({ shown: shown.filter((toast) => toast.number !== number) }));
