import { Button, FileButton, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { useDesk } from '../../components/session-context.ts';
import { showToast } from '../../components/toasts/show-toast.ts';
import { issueWords } from '../../i18n/error-words.ts';
import { AssessmentTable } from './AssessmentTable.tsx';
import styles from './Commission.module.css';

/** Referrals that wait for a day, and the two ways by which one comes. */
export const WaitingScreen = ({ onOpen, onNew }: { readonly onOpen: (id: string) => void; readonly onNew: () => void }) => {
  const { t } = useTranslation('mse');
  const [room, setRoom] = useState<'waiting' | 'all'>('waiting');
  const live = useLive('assessment.list', { room });
  const roles = useDesk().session.roles;
  const registers = roles.includes('medicalRegistrar') || roles.includes('chair');
  const [importing, setImporting] = useState(false);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const load = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const answer = await call('assessment.import', { text });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setImporting(false);
    setText('');
    showToast((t) => answer.value.mended.length > 0 ? `${t('mse:imported')}. ${t('mse:mended', { codes: answer.value.mended.join(', ') })}` : t('mse:imported'));
  };
  return (
    <Screen title={t('title.waiting')} beside={<StaleNotice live={live} />} actions={<><SegmentedControl value={room} onChange={(value) => setRoom(value as 'waiting' | 'all')} data={(['waiting', 'all'] as const).map((value) => ({ value, label: t(`rooms.${value}`) }))} data-testid="referrals-shown" />{registers && <><Button variant="default" onClick={() => setImporting(true)} data-testid="import">{t('action.import')}</Button><Button onClick={onNew} data-testid="new-referral">{t('action.newReferral')}</Button></>}</>}>
      <Panel fill flush>
        {live.value?.rows.length === 0 ? <EmptyState title={t('empty.waiting.title')}>{t('empty.waiting.text')}</EmptyState> : <AssessmentTable label={t('title.waiting')} rows={live.value?.rows ?? []} shape={room} onOpen={onOpen} />}
      </Panel>
      <Modal opened={importing} onClose={() => setImporting(false)} title={t('action.import')} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
        <form className={styles.dialog} onSubmit={(event) => void load(event)}>
          <p className={styles.soft}>{t('importHint')}</p>
          <FileButton accept="application/json,.json" onChange={(file) => void file?.text().then((read) => { setText(read); setFailure(null); })} inputProps={{ 'data-testid': 'import-file' } as never}>{(props) => <Button {...props} variant="default" w="fit-content">{t('importFile')}</Button>}</FileButton>
          <Textarea label={t('importText')} value={text} onChange={(event) => setText(event.currentTarget.value)} rows={12} required />
          {failure && <ErrorNotice error={failure}>{failure.type === 'InvalidInput' && failure.issues.length > 1 && <ul>{failure.issues.map((issue) => <li key={`${issue.path} ${issue.code}`}>{issue.path}: {issueWords(t, issue)}</li>)}</ul>}</ErrorNotice>}
          <div className={styles.buttons}><Button variant="default" onClick={() => setImporting(false)}>{t('common:cancel')}</Button><Button type="submit" data-testid="import-confirm">{t('action.import')}</Button></div>
        </form>
      </Modal>
    </Screen>
  );
};
