import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keys } from '../components/layout/Keys.tsx';
import styles from './Shell.module.css';

const shortcuts = [
  ['search', 'Ctrl K'], ['register', 'Ctrl I'], ['room', 'Alt 1–8'], ['nextRoom', 'Alt ← →'], ['back', 'Esc'], ['lock', 'Ctrl L'],
  ['rows', '↑ ↓ · J K'], ['mark', 'Space · Shift ↑ ↓'], ['filter', 'F'], ['open', 'Enter'], ['save', 'Ctrl ↵'], ['handOver', 'Ctrl ↵'], ['approve', 'A'], ['return', 'R'], ['transfer', 'T'], ['zoom', 'Ctrl + −'], ['help', 'F1'],
] as const;

/** Every shortcut of the window. */
export const HelpOverlay = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const { t } = useTranslation('shell');
  return (
    <Modal opened={opened} onClose={onClose} title={t('help.title')} closeButtonProps={{ 'aria-label': t('common:close') }} size="lg">
      <dl className={styles.help} data-testid="help">
        {shortcuts.map(([key, keys]) => [<dt key={`${key}:`}>{t(`help.${key}`)}</dt>, <dd key={key}><span className={styles.spoken}>{keys}</span><Keys>{keys}</Keys></dd>])}
      </dl>
    </Modal>
  );
};
