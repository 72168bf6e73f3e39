import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ProgrammeId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { measureMoves, MeasureStatus } from '../../../shared/domain/mse/measure-status.ts';
import { Measure } from '../../../shared/domain/mse/programme.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { DateField } from '../../components/fields/DateField.tsx';
import { useToday } from '../../components/clock-context.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { formatShortDate } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './Commission.module.css';
import { ProgressPicture } from './ProgressPicture.tsx';

const parts = ['medical', 'social', 'vocational'] as const;
const outcomes = ['reached', 'partly', 'notReached'] as const;

/** A programme's measures, each with its status and outcome, a way to plan one more, and how the person's programmes went. */
export const ProgrammeScreen = ({ id }: { readonly id: ProgrammeId }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const today = useToday() as PlainDate;
  const [opened, setOpened] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [fresh, setFresh] = useState({ part: 'medical' as (typeof parts)[number], kind: 'treatment', text: '', executor: '', place: '', from: today, to: null as PlainDate | null, quantity: 1 });
  const live = useLive('programme.watch', opened ? { id } : null).value;
  useEffect(() => {
    void call('programme.read', { id }).then((answer) => (answer.ok ? setOpened(true) : setFailure(answer.error)));
  }, [id]);
  const programme = live?.programme;
  if (!programme) return <Screen title={t('title.programmes')}>{failure && <ErrorNotice error={failure} />}</Screen>;
  const save = async (measures: readonly Measure[]) => {
    const answer = await call('programme.save', { id, measures: [...measures] });
    setFailure(answer.ok ? null : answer.error);
    return answer.ok;
  };
  const change = (measure: Measure) => void save(programme.measures.map((one) => (one.id === measure.id ? measure : one)));
  const add = async (event: React.SyntheticEvent) => {
    event.preventDefault();
    const numbers = programme.measures.map((one) => Number(/^n(\d+)$/.exec(one.id)?.[1] ?? 0));
    const measure = Measure.safeParse({ ...fresh, id: `n${String(Math.max(0, ...numbers) + 1)}`, to: fresh.to ?? programme.until ?? fresh.from, status: 'planned', outcome: null, note: '', came: null });
    if (!measure.success) return setFailure({ type: 'InvalidInput', issues: measure.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.message })) });
    if (await save([...programme.measures, measure.data])) setFresh({ ...fresh, text: '', place: '' });
  };
  const row = live.history.find((one) => one.id === id);
  const closed = programme.closed !== null;
  return (
    <Screen title={row ? localPerson(language, row.personKk, row.personRu) : t('title.programmes')} over={t('title.programmes')} beside={<span>{formatShortDate(programme.from)} – {programme.until ? formatShortDate(programme.until) : t('term.indefinite')}</span>}>
      <div className={styles.columns} data-testid="programme">
        <div>
          {failure && <ErrorNotice error={failure} />}
          <Panel fill>
            {parts.map((part) => (
              <section key={part} aria-label={t(`part.${part}`)}>
                <h2 className={styles.itemsTitle}>{t(`part.${part}`)}</h2>
                {programme.measures.filter((one) => one.part === part).map((measure) => (
                  <div key={measure.id} className={styles.item} data-testid="measure">
                    <span><strong>{measure.text}</strong> · {t(`measureKind.${measure.kind}`)} × {measure.quantity}<br /><span className={styles.soft}>{[measure.executor, measure.place, `${formatShortDate(measure.from)} – ${formatShortDate(measure.to)}`, measure.came ? t('came') : ''].filter(Boolean).join(' · ')}</span></span>
                    <span className={styles.chips} style={{ flexWrap: 'nowrap' }}>
                      <Select aria-label={`${measure.text}: ${t('field.status')}`} w={150} data={MeasureStatus.options.filter((status) => status === measure.status || (status !== 'carried' && (measureMoves[measure.status] as readonly string[]).includes(status))).map((value) => ({ value, label: t(`measureStatus.${value}`) }))} value={measure.status} onChange={(value) => value && change({ ...measure, status: value as MeasureStatus })} disabled={closed} allowDeselect={false} />
                      <Select aria-label={`${measure.text}: ${t('field.measureOutcome')}`} w={150} placeholder="—" data={outcomes.map((value) => ({ value, label: t(`measureOutcome.${value}`) }))} value={measure.outcome} onChange={(value) => change({ ...measure, outcome: value as Measure['outcome'] })} disabled={closed || (measure.status !== 'done' && measure.status !== 'notDone')} />
                    </span>
                  </div>
                ))}
              </section>
            ))}
          </Panel>
        </div>
        <div className={styles.side}>
          <Panel title={t('progressOver')}><ProgressPicture history={live.history} /></Panel>
          {!closed && (
            <Panel title={t('action.addMeasure')}>
              <form className={styles.dialog} onSubmit={(event) => void add(event)} data-testid="measure-form">
                <Select label={t('field.part')} data={parts.map((value) => ({ value, label: t(`part.${value}`) }))} value={fresh.part} onChange={(value) => value && setFresh({ ...fresh, part: value as (typeof parts)[number] })} allowDeselect={false} />
                <Select label={t('field.measureKind')} data={Measure.shape.kind.options.map((value) => ({ value, label: t(`measureKind.${value}`) }))} value={fresh.kind} onChange={(value) => value && setFresh({ ...fresh, kind: value })} allowDeselect={false} />
                <TextInput label={t('field.measureText')} value={fresh.text} onChange={(event) => setFresh({ ...fresh, text: event.currentTarget.value })} data-field="text" />
                <TextInput label={t('field.executor')} value={fresh.executor} onChange={(event) => setFresh({ ...fresh, executor: event.currentTarget.value })} data-field="executor" />
                <TextInput label={t('field.measurePlace')} value={fresh.place} onChange={(event) => setFresh({ ...fresh, place: event.currentTarget.value })} data-field="place" />
                <div className={styles.form}>
                  <DateField label={t('field.from')} value={fresh.from} onChange={(from) => setFresh({ ...fresh, from: from ?? today })} />
                  <DateField label={t('field.to')} value={fresh.to} onChange={(to) => setFresh({ ...fresh, to })} />
                </div>
                <NumberInput label={t('field.quantity')} value={fresh.quantity} onChange={(value) => setFresh({ ...fresh, quantity: Math.max(1, Number(value) || 1) })} min={1} hideControls />
                <div className={styles.buttons}><Button type="submit" data-testid="measure-add">{t('action.addMeasure')}</Button></div>
              </form>
            </Panel>
          )}
        </div>
      </div>
    </Screen>
  );
};
