import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../api/call.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import styles from './Commission.module.css';

/** Checks the code of a paper, as a hand scanner types it, without a link. */
export const VerifyPaper = () => {
  const { t } = useTranslation('mse');
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<OutputOf<'paper.verify'> | null>(null);
  const check = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const answer = await call('paper.verify', { text });
    setVerdict(answer.ok ? answer.value : null);
  };
  const statement = verdict?.statement;
  return (
    <Panel>
      <form className={styles.item} style={{ border: 0, padding: 0 }} onSubmit={(event) => void check(event)} data-testid="verify-form">
        <TextInput style={{ flex: 1 }} aria-label={t('paper.verify')} placeholder={`${t('paper.verify')}: TIREK1:…`} value={text} onChange={(event) => { setText(event.currentTarget.value); setVerdict(null); }} />
        <Button type="submit" variant="default" disabled={text.trim() === ''}>{t('paper.verify')}</Button>
      </form>
      {verdict?.fault && <div role="status"><Mark tone="bad">{t(`paper.fault.${verdict.fault}`)}</Mark></div>}
      {statement && <div role="status"><Mark tone="good">{t('paper.believed', { kind: t(`paper.kind.${statement.kind}`), number: statement.number, device: verdict.device })}</Mark> <Mark tone={statement.state === 'registered' ? 'good' : 'half'}>{t(statement.state)}</Mark> {statement.outcome && t(`outcome.${statement.outcome}`)} {statement.percent !== null && `${String(statement.percent)} %`} <strong>{t('paper.whose', { iin: statement.iin ?? '—' })}</strong> {formatShortDate(statement.from)} – {statement.until ? formatShortDate(statement.until) : t('term.indefinite')}</div>}
    </Panel>
  );
};
