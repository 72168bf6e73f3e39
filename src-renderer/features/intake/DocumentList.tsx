import { Checkbox } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId } from '../../../shared/base/ids.ts';
import { largestScan, ScanType } from '../../../shared/domain/scan.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import type { ScanRow } from '../../../shared/ipc/scan-rows.ts';
import { call } from '../../api/call.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { filePlaceMarks } from '../../components/marks/file-place-marks.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import { SmallButton } from '../../components/SmallButton.tsx';
import { lawWords } from '../../i18n/law-words.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ScanPreview } from './ScanPreview.tsx';
import styles from './Intake.module.css';

type Props = {
  readonly documents: CaseFormRow['documents'];
  readonly cited: (citation: string) => string;
  readonly brought: readonly string[];
  readonly scans: readonly ScanRow[];
  readonly editable: boolean;
  readonly caseId: CaseId | null;
  readonly onBrought: (ids: string[]) => void;
};

const wrong = (code: string): AppError => ({ type: 'InvalidInput', issues: [{ path: 'bytes', code }] });

/** The documents to bring as a list to tick off, each with its scans: chosen from a folder or dropped on its line. */
export const DocumentList = ({ documents, cited, brought, scans, editable, caseId, onBrought }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const wanted = useRef('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);

  const add = async (document: string, files: readonly File[]) => {
    setFailure(null);
    for (const file of files) {
      const type = ScanType.safeParse(file.type);
      if (!type.success) return setFailure(wrong('scanKind'));
      if (file.size > largestScan) return setFailure(wrong('scanTooLarge'));
      const result = await call('scan.add', { caseId: caseId!, document, name: file.name.slice(-200), type: type.data, bytes: new Uint8Array(await file.arrayBuffer()) });
      if (!result.ok) return setFailure(result.error);
      if (!brought.includes(document)) onBrought([...brought, document]);
    }
  };
  const remove = async (id: string) => {
    const result = await call('scan.remove', { id });
    if (!result.ok) setFailure(result.error);
  };
  const open = (document: string) => {
    wanted.current = document;
    picker.current?.click();
  };

  return (
    <div>
      {failure && <ErrorNotice error={failure} />}
      <input ref={picker} type="file" hidden multiple accept={ScanType.options.join(',')} data-testid="scan-file" onChange={(event) => {
        void add(wanted.current || documents[0]?.id || '', [...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }} />
      <ul className={styles.documents} data-testid="documents">
        {documents.map(({ id, title, source }) => (
          <li
            key={id} data-over={over === id || undefined}
            onDragOver={(event) => { if (editable && caseId !== null) { event.preventDefault(); setOver(id); } }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => { event.preventDefault(); setOver(null); if (editable && caseId !== null) void add(id, [...event.dataTransfer.files]); }}
          >
            <div className={styles.documentLine}>
              {caseId === null
                ? <span><span aria-hidden="true">○ </span>{lawWords(language, title)}</span>
                : <Checkbox label={lawWords(language, title)} disabled={!editable} checked={brought.includes(id)} onChange={(event) => onBrought(event.currentTarget.checked ? [...brought, id] : brought.filter((one) => one !== id))} />}
              {editable && caseId !== null && <SmallButton onClick={() => open(id)} data-testid={`scan-${id}`} aria-label={`${t('addScan')}: ${lawWords(language, title)}`}>{t('addScan')}</SmallButton>}
            </div>
            <p className={styles.hint}><span className={styles.article}>{cited(source)}</span></p>
            {scans.filter(({ scan }) => scan.document === id).map((row) => (
              <p key={row.id} className={styles.scan} data-testid="scan" data-place={row.place}>
                <span aria-hidden="true">▤</span> <SmallButton variant="subtle" onClick={() => setLooked(row.id)} data-testid="scan-open" aria-label={`${t('lookAtScan')}: ${row.scan.name}`}>{row.scan.name}</SmallButton> <span className={styles.soft}>{formatBytes(language, row.scan.size)} · {formatShortDate(row.scan.added.at.slice(0, 10))}</span> <Mark tone={filePlaceMarks[row.place]} quiet>{t(`common:filePlace.${row.place}`)}</Mark>
                {editable && <SmallButton variant="subtle" color="gray" onClick={() => void remove(row.id)} aria-label={`${t('removeScan')}: ${row.scan.name}`}>✕</SmallButton>}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <ScanPreview row={scans.find(({ id }) => id === looked) ?? null} onClose={() => setLooked(null)} />
      {documents.length === 0 && <p className={styles.soft}>{t('noDocuments')}</p>}
      {editable && caseId !== null && documents.length > 0 && <p className={styles.soft}>{t('dropHint')}</p>}
    </div>
  );
};
