import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { Opinion } from '../../../shared/domain/mse/opinion.ts';
import { Outcome } from '../../../shared/domain/mse/outcome.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { EmptyState } from '../../components/layout/EmptyState.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import styles from './Commission.module.css';

const OneFile = ({ opinion }: { readonly opinion: Opinion }) => {
  const { t } = useTranslation('mse');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<AppError | null>(null);
  const { file, given } = opinion;
  const give = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    if (outcome === null) return;
    const answer = await call('opinion.give', { id: opinion.id, outcome, text });
    setFailure(answer.ok ? null : answer.error);
  };
  return (
    <Panel title={t('blindFile', { sex: t(`sex.${file.sex}`), age: file.age })} aside={<Mark tone={given ? 'good' : 'plain'}>{given ? t(`outcome.${given.outcome}`) : t('vote.wait')}</Mark>}>
      <dl className={styles.facts}>
        <dt>{t('field.main')}</dt><dd>{[file.main, ...file.others].map(({ code, text: words }) => [code, words].filter(Boolean).join(' ')).join('; ')}</dd>
        <dt>{t('field.treatment')}</dt><dd>{file.treatment}</dd>
        <dt>{t('tab.activities')}</dt><dd>{file.ratings.filter((one) => (one.degree ?? 0) > 0).map((one) => t('becauseLine', { category: t(`activity.${one.category}`), degree: one.degree })).join('; ') || t('noLimit')}</dd>
        {given && <><dt>{t('field.text')}</dt><dd>{given.text}</dd></>}
      </dl>
      {!given && (
        <form className={styles.form} onSubmit={(event) => void give(event)} data-testid="opinion-form">
          <Select label={t('field.outcome')} data={Outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))} value={outcome} onChange={(value) => setOutcome(value as Outcome | null)} placeholder={t('choose')} data-field="opinion" />
          <Textarea data-field="opinionText" className={styles.wide} label={t('field.text')} value={text} onChange={(event) => setText(event.currentTarget.value)} rows={3} maxLength={4000} required />
          {failure && <ErrorNotice error={failure} />}
          <div className={`${styles.buttons ?? ''} ${styles.wide ?? ''}`}><Button type="submit" disabled={outcome === null || text.trim() === ''} data-testid="opinion-give">{t('action.give')}</Button></div>
        </form>
      )}
    </Panel>
  );
};

/** The nameless files sent to whoever is at the laptop. */
export const OpinionsScreen = () => {
  const { t } = useTranslation('mse');
  const rows = useLive('opinion.list', {}).value?.rows;
  return (
    <Screen title={t('title.opinions')}>
      <div className={`${styles.stack ?? ''} ${styles.side ?? ''}`}>
        {rows?.length === 0 && <EmptyState title={t('empty.opinions.title')}>{t('empty.opinions.text')}</EmptyState>}
        {rows?.map((opinion) => <OneFile key={opinion.id} opinion={opinion} />)}
      </div>
    </Screen>
  );
};
