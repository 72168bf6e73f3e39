import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { Toast, type ToastAction, type ToastWords } from './Toast.tsx';

/** Long enough to see a slip of the hand, short enough not to be in the way. */
const actionMilliseconds = 8000;

type Options = { readonly trouble?: boolean; readonly actions?: (hide: () => void) => readonly ToastAction[] };

/** Says in passing that something was done, or, with `trouble`, that it was not. `words` are asked again when the window changes its language; with actions it stays for eight seconds. */
export const showToast = (words: ToastWords, { trouble = false, actions }: Options = {}): void => {
  const id = notifications.show({
    message: <Toast words={words} actions={actions?.(() => notifications.hide(id)) ?? []} />,
    ...(trouble ? { color: 'red' } : {}),
    ...(actions ? { autoClose: actionMilliseconds } : {}),
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
  });
};
