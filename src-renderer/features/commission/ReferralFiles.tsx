import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import type { Assessment } from '../../../shared/domain/mse/assessment.ts';
import { largestScan, ScanType } from '../../../shared/domain/scan.ts';
import type { FilePlace } from '../../../shared/ipc/file-place.ts';
import { call } from '../../api/call.ts';
import { useFetching } from '../../api/use-fetching.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { FileFetch } from '../../components/FileFetch.tsx';
import { filePlaceMarks } from '../../components/marks/file-place-marks.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { showPrinted } from '../../components/show-printed.ts';
import { formatShortDate } from '../../i18n/format-date.ts';
import { formatBytes } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';

const wrong = (code: string): AppError => ({ type: 'InvalidInput', issues: [{ path: 'bytes', code }] });

/** The files that came with the referral, each with its size and the beginning of its hash, where it lies if not on this laptop, and a way to add one while the examination is open. */
export const ReferralFiles = ({ assessment, places, mayAttach }: { readonly assessment: Assessment; readonly places: Readonly<Record<string, FilePlace>>; readonly mayAttach: boolean }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const fetching = useFetching();
  const [failure, setFailure] = useState<AppError | null>(null);
  const place = (hash: string): FilePlace => places[hash] ?? 'elsewhere';
  const isHere = (hash: string) => ['only', 'sending', 'centre'].includes(place(hash));
  const add = async (file: File | null) => {
    if (!file) return;
    const type = ScanType.safeParse(file.type);
    if (!type.success) return setFailure(wrong('scanKind'));
    if (file.size > largestScan) return setFailure(wrong('scanTooLarge'));
    const answer = await call('assessment.attach', { id: assessment.id, name: file.name.slice(-200), type: type.data, bytes: new Uint8Array(await file.arrayBuffer()) });
    setFailure(answer.ok ? null : answer.error);
  };
  const show = async (hash: string) => {
    const answer = await call('assessment.file', { id: assessment.id, hash });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) showPrinted(answer.value.name, (how) => call('paper.open', { name: answer.value.name, how }));
  };
  return (
    <section aria-label={t('files.title')} data-testid="referral-files">
      <h2 className={styles.itemsTitle}>{t('files.title')}</h2>
      {failure && <ErrorNotice error={failure} />}
      {(assessment.files ?? []).map((file) => (
        <div key={file.hash} className={styles.item} data-testid="referral-file">
          <span>{file.name} <span className={styles.soft}>{formatBytes(language, file.size)} · SHA-256 {file.hash.slice(0, 12)}…</span> <Mark tone={filePlaceMarks[place(file.hash)]} quiet>{t(`common:filePlace.${place(file.hash)}`)}</Mark></span>
          {isHere(file.hash) ? <Button size="compact-sm" variant="subtle" onClick={() => void show(file.hash)} data-testid="show-file">{t('files.show')}</Button>
            : (
              <FileFetch
                hash={file.hash} size={file.size} place={place(file.hash)} fetching={fetching} onWant={(wanted) => call('assessment.fetch', { id: assessment.id, hash: file.hash, wanted })}
                where={file.laptop === undefined ? t('files.elsewhereBy', { name: file.added.byName, date: formatShortDate(officeDay(file.added.at)) }) : t('files.elsewhere', { laptop: file.laptop })}
              />
            )}
        </div>
      ))}
      {(assessment.files ?? []).length === 0 && <p className={styles.soft}>{t('files.none')}</p>}
      {mayAttach && <FileButton accept={ScanType.options.join(',')} onChange={(file) => void add(file)} inputProps={{ 'data-testid': 'attach-file' } as never}>{(props) => <Button {...props} size="xs" variant="default">{t('files.add')}</Button>}</FileButton>}
    </section>
  );
};
