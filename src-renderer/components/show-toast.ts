import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Says in passing that something was done, or, with `trouble`, that it was not. `message` is in the language of the window. */
export const showToast = (message: string, trouble = false): void => {
  notifications.show({ message, ...(trouble ? { color: 'red' } : {}), closeButtonProps: { 'aria-label': i18next.t('common:close') } });
};
