import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { toBase64url } from '../../../shared/base/base64url.ts';
import type { ScanRow } from '../../../shared/ipc/scan-rows.ts';
import { call } from '../../api/call.ts';
import { useFetching } from '../../api/use-fetching.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { FileFetch } from '../../components/FileFetch.tsx';
import { formatLongDate } from '../../i18n/format-date.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Intake.module.css';

type Read = { readonly id: string; readonly address?: string; readonly error?: AppError };

/** The file as an address that the page's policy lets an image have: inside the page, from nowhere else. */
const addressOf = (type: string, bytes: Uint8Array): string => {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return `data:${type};base64,${text.padEnd(Math.ceil(text.length / 4) * 4, '=')}`;
};

/** A scan looked at: an image as it is; another file by what is known of it. `row` null: closed. */
export const ScanPreview = ({ row, onClose }: { readonly row: ScanRow | null; readonly onClose: () => void }) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const [read, setRead] = useState<Read | null>(null);
  const isImage = row?.here === true && row.scan.type.startsWith('image/');
  const fetching = useFetching();
  const id = row?.id;
  useEffect(() => {
    if (id === undefined || !isImage) return;
    let wanted = true;
    void call('scan.read', { id }).then((result) => {
      if (wanted) setRead({ id, ...(result.ok ? { address: addressOf(result.value.type, result.value.bytes) } : { error: result.error }) });
    });
    return () => { wanted = false; };
  }, [id, isImage]);
  const shown = row && read?.id === row.id ? read : null;
  return (
    <Modal opened={row !== null} onClose={onClose} size={980} title={row?.scan.name ?? ''} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {row && (
        <div className={styles.preview} data-testid="scan-preview" data-place={row.place}>
          {shown?.error && <ErrorNotice error={shown.error} />}
          {shown?.address !== undefined && <img src={shown.address} alt={row.scan.name} className={styles.picture} />}
          {!row.here && <FileFetch hash={row.scan.hash} size={row.scan.size} place={row.place} where={t('common:fileElsewhere', { name: row.scan.added.byName })} fetching={fetching} onWant={(wanted) => call('scan.fetch', { id: row.id, wanted })} focused />}
          {!isImage && <p className={styles.fileMark} aria-hidden="true">▤</p>}
          <p className={styles.soft}>{t('scanAdded', { name: row.scan.added.byName, date: formatLongDate(language, row.scan.added.at.slice(0, 10)) })} · {formatBytes(language, row.scan.size)} · {t(`common:filePlace.${row.place}`)}</p>
        </div>
      )}
    </Modal>
  );
};
