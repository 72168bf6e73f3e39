import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { EditionChanges, EditionRow } from '../../../shared/ipc/norms-rows.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './NormsScreen.module.css';

type Answer = { readonly edition: string; readonly changes?: EditionChanges; readonly error?: AppError };

/** What an edition changes in the law in force here: file, place, before, after. */
export const EditionChangesDialog = ({ row, onClose }: { readonly row: EditionRow | null; readonly onClose: () => void }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (!row) return;
    let wanted = true;
    void call('norms.compare', { edition: row.edition }).then((result) => {
      if (wanted) setAnswer({ edition: row.edition, ...(result.ok ? { changes: result.value } : { error: result.error }) });
    });
    return () => { wanted = false; };
  }, [row]);
  const shown = row && answer?.edition === row.edition ? answer : null;
  return (
    <Modal opened={row !== null} onClose={onClose} size={980} title={row ? `${t('editions.compare')}: ${row.name}` : ''} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {shown?.error && <ErrorNotice error={shown.error} />}
      {shown?.changes && (
        <div data-testid="edition-changes">
          <p>{t('editions.changes', { count: shown.changes.total })} {shown.changes.silent > 0 && <Mark tone="warn" quiet>{t('editions.silent', { count: shown.changes.silent })}</Mark>}</p>
          <table className={styles.table}>
            <thead><tr><th scope="col">{t('editions.place')}</th><th scope="col">{t('editions.was')}</th><th scope="col">{t('editions.willBe')}</th></tr></thead>
            <tbody>
              {shown.changes.rows.map(({ file, path, title, kind, before, after }) => (
                <tr key={`${file} ${path}`}><td>{title ? lawWords(language, title) : file}<br /><span className={styles.soft}>{path}</span></td><td className={styles.value}>{kind === 'added' ? '—' : before}</td><td className={styles.value}>{kind === 'removed' ? '—' : after}</td></tr>
              ))}
            </tbody>
          </table>
          {shown.changes.rows.length < shown.changes.total && <p className={styles.soft}>{t('common:ofWhole', { part: shown.changes.rows.length, whole: shown.changes.total })}</p>}
        </div>
      )}
    </Modal>
  );
};
