import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import styles from './UndoToast.module.css';

/** Long enough to see a slip of the hand, short enough not to be in the way. */
const undoMilliseconds = 8000;

const UndoToast = ({ message, label, onUndo }: { readonly message: string; readonly label: string; readonly onUndo: () => void }) => (
  <div className={styles.toast}>
    <span>{message}</span>
    <Button size="compact-sm" h={28} px={10} variant="default" onClick={onUndo} data-testid="undo">{label}</Button>
  </div>
);

/** Says in passing that something was done, with a way back for eight seconds. Words are in the language of the window. */
export const showUndoToast = (message: string, label: string, onUndo: () => void): void => {
  const id = notifications.show({
    message: <UndoToast message={message} label={label} onUndo={() => {
      notifications.hide(id);
      onUndo();
    }} />,
    autoClose: undoMilliseconds,
    closeButtonProps: { 'aria-label': i18next.t('common:close') },
  });
};
