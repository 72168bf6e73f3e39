import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import type { Result } from '../../../shared/base/result.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';

type Props = { readonly next: string | null; readonly chosen: string | null };

/** What can happen to blanks: a series comes, the next is given out for an act, the chosen one is spoilt, with the reason. */
export const BlankForms = ({ next, chosen }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const acts = useLive('act.list', {}).value?.rows.filter(({ status }) => status === 'signed') ?? [];
  const [failure, setFailure] = useState<AppError | null>(null);
  const [series, setSeries] = useState('');
  const [range, setRange] = useState<{ first: number | null; last: number | null }>({ first: null, last: null });
  const [paper, setPaper] = useState('');
  const [act, setAct] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const run = async (made: Promise<Result<unknown, AppError>>, then: () => void) => {
    const answer = await made;
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) then();
  };
  const form = (submit: () => Promise<void>) => (event: React.SyntheticEvent) => {
    event.preventDefault();
    void submit();
  };
  const whole = (value: string | number) => (value === '' ? null : Math.round(Number(value)));
  const { first, last } = range;
  return (
    <>
      {failure && <ErrorNotice error={failure} />}
      <Panel title={t('blank.receive')}>
        <form className={styles.dialog} data-testid="blank-receive" onSubmit={form(() => run(call('blank.receive', { series, first: first ?? 0, last: last ?? 0, reason: paper }), () => { setRange({ first: null, last: null }); setPaper(''); }))}>
          <div className={styles.form} style={{ gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
            <TextInput label={t('blank.series')} value={series} onChange={(event) => setSeries(event.currentTarget.value)} maxLength={10} data-field="series" />
            <NumberInput label={t('blank.first')} value={first ?? ''} onChange={(value) => setRange({ ...range, first: whole(value) })} min={1} allowDecimal={false} hideControls data-field="first" />
            <NumberInput label={t('blank.last')} value={last ?? ''} onChange={(value) => setRange({ ...range, last: whole(value) })} min={1} allowDecimal={false} hideControls data-field="last" />
          </div>
          <TextInput label={t('blank.waybill')} value={paper} onChange={(event) => setPaper(event.currentTarget.value)} maxLength={500} />
          <div className={styles.buttons}><Button type="submit" variant="default" disabled={first === null || last === null}>{t('blank.receiveAction')}</Button></div>
        </form>
      </Panel>
      <Panel title={next === null ? t('blank.issueAction') : t('blank.issue', { number: next })}>
        <form className={styles.dialog} data-testid="blank-issue" onSubmit={form(() => run(call('register.blank', { number: next!, event: 'issued', act: act as ActId, reason: '' }), () => setAct(null)))}>
          <Select label={t('blank.act')} searchable data={acts.map((row) => ({ value: row.id, label: `${row.number} · ${localPerson(language, row.personKk, row.personRu)}` }))} value={act} onChange={setAct} placeholder={t('choose')} data-field="blankAct" />
          <div className={styles.buttons}><Button type="submit" disabled={next === null || act === null}>{t('blank.issueAction')}</Button></div>
        </form>
      </Panel>
      <Panel title={chosen === null ? t('blank.spoilAction') : t('blank.spoil', { number: chosen })}>
        <form className={styles.dialog} data-testid="blank-spoil" onSubmit={form(() => run(call('register.blank', { number: chosen!, event: 'spoilt', act: null, reason }), () => setReason('')))}>
          <TextInput label={t('blank.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} required data-field="spoilReason" />
          <div className={styles.buttons}><Button type="submit" variant="default" color="red" disabled={chosen === null || reason.trim() === ''}>{t('blank.spoilAction')}</Button></div>
        </form>
      </Panel>
    </>
  );
};
