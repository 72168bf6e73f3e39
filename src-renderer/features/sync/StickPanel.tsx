import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { StickProgress } from '../../../shared/ipc/stick-state.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatBytes, formatNumber } from '../../i18n/format-number.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './SyncScreen.module.css';

/** What a stick was given or has brought, in figures. */
const StickFigures = ({ progress }: { readonly progress: StickProgress }) => {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const number = (value: number) => formatNumber(language, value);
  const { written, taken } = progress;
  const rows: [string, string][] = [
    ...(written ? [[t('stick.envelopes'), number(written.envelopes)], [t('stick.entries'), number(written.entries)], [t('stick.told'), number(written.told)], [t('stick.carried'), number(written.carried)]] as [string, string][] : []),
    ...(taken ? [[t('receipts'), number(taken.receipts)], [t('stick.entries'), number(taken.entries)], [t('items'), number(taken.items)], [t('stick.toldHere'), number(taken.told)]] as [string, string][] : []),
    [t('bytes'), formatBytes(language, progress.bytes)],
    ...(taken?.passed ?? []).map(({ why, count, files }): [string, string] => [t(`stick.passed.${why}`), files ? `${number(count)} · ${files.join(', ')}` : number(count)]),
  ];
  return <dl className={styles.list}>{rows.map(([label, words]) => [<dt key={`${label}:`}>{label}</dt>, <dd key={label}>{words}</dd>])}</dl>;
};

/** A district without a line: what is signed goes onto a stick, and what the centre answers comes from it. The folder is asked for by the shell. */
export const StickPanel = () => {
  const { t } = useTranslation('sync');
  const progress = useLive('stick.watch', {}).value;
  const [failure, setFailure] = useState<AppError | null>(null);
  const running = progress?.phase === 'writing' || progress?.phase === 'reading';
  const ask = async (channel: 'stick.write' | 'stick.read') => {
    setFailure(null);
    const result = await call(channel, {});
    if (!result.ok && result.error.type !== 'Cancelled') setFailure(result.error);
  };
  return (
    <Panel title={t('stick.title')}>
      <div className={styles.figures} data-testid="stick-state" data-phase={progress?.phase ?? 'idle'}>
        <p className={styles.text}>{t('stick.text')}</p>
        <div className={styles.phase}>
          {running
            ? <Button variant="default" onClick={() => void call('stick.cancel', {})} data-testid="stick-cancel">{t('cancel')}</Button>
            : (
              <>
                <Button variant="default" onClick={() => void ask('stick.write')} data-testid="stick-write">{t('stick.write')}</Button>
                <Button variant="default" onClick={() => void ask('stick.read')} data-testid="stick-read">{t('stick.read')}</Button>
              </>
            )}
          {progress && progress.phase !== 'idle' && <span role="status"><Mark tone={progress.phase === 'done' ? 'good' : progress.phase === 'failed' ? 'bad' : 'half'}>{t(`stick.phase.${progress.phase}`)}</Mark></span>}
        </div>
        {running && <Progress value={progress.files === 0 ? 0 : (100 * progress.filesDone) / progress.files} aria-label={t('stick.progress')} size="md" />}
        {progress?.phase === 'done' && <StickFigures progress={progress} />}
        {failure && !running && <ErrorNotice error={failure} />}
      </div>
    </Panel>
  );
};
