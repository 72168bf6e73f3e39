import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../shared/base/app-error.ts';
import type { Result } from '../../shared/base/result.ts';
import type { FilePlace } from '../../shared/ipc/file-place.ts';
import type { StatusLine, SyncProgress } from '../../shared/ipc/sync-state.ts';
import { formatBytes } from '../i18n/format-number.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNotice } from './errors/ErrorNotice.tsx';
import styles from './FileFetch.module.css';

type Props = {
  readonly hash: string;
  readonly size: number;
  /** Where the file is: not on this laptop. */
  readonly place: FilePlace;
  /** Who took it in, or on which laptop, as a sentence. */
  readonly where: string;
  /** The sync as it runs, the line at the foot, and a way to begin a sync. */
  readonly fetching: { readonly sync: SyncProgress | undefined; readonly line: StatusLine | undefined; readonly start: () => void };
  /** Says to the replica that the file is wanted, or not any more. */
  readonly onWant: (wanted: boolean) => Promise<Result<unknown, AppError>>;
  /** The button has the keyboard at once: for a place where nothing else can be done. */
  readonly focused?: boolean;
};

/** A file that is on another laptop: fetched from the centre here, with how far it has come, a way to stop, and why it does not come. */
export const FileFetch = ({ hash, size, place, where, fetching: { sync, line, start }, onWant, focused = false }: Props) => {
  const { t } = useTranslation('common');
  const language = useLanguage();
  const [failure, setFailure] = useState<AppError | null>(null);
  const want = async (wanted: boolean) => {
    const answer = await onWant(wanted);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok && wanted) start();
  };
  const isWanted = place === 'wished' || place === 'coming' || place === 'missing';
  const isRunning = line?.syncing === true;
  const here = sync?.fetching?.hash === hash ? sync.fetching.here : 0;
  const words = {
    elsewhere: where, denied: t('fileFetch.denied'), wrong: t('fileFetch.wrong'), missing: t('fileFetch.missing'),
    wished: t(isRunning ? 'fileFetch.behind' : line?.link === 'down' ? 'fileFetch.noLine' : 'fileFetch.next'),
    coming: t('fileFetch.coming', { part: formatBytes(language, here), whole: formatBytes(language, size) }),
    only: '', sending: '', centre: '',
  } as const satisfies Record<FilePlace, string>;
  return (
    <div className={styles.fetch} data-testid="file-fetch" data-place={place}>
      {failure && <ErrorNotice error={failure} />}
      <p role="status">{words[place]}</p>
      {place === 'coming' && <Progress value={(here / size) * 100} aria-label={t('fileFetch.progress')} size="sm" />}
      <div className={styles.buttons}>
        {(!isWanted || !isRunning) && <Button size="compact-sm" variant="light" onClick={() => void want(true)} data-testid="fetch-file" data-autofocus={focused || undefined}>{t(isWanted ? 'fileFetch.again' : 'fileFetch.fetch')}</Button>}
        {isWanted && <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void want(false)} data-testid="fetch-stop">{t('fileFetch.stop')}</Button>}
      </div>
    </div>
  );
};
