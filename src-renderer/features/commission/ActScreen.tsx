import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { ActId } from '../../../shared/base/ids.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { formatLongDate, formatTime } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useDesk } from '../../components/session-context.ts';
import { CiteDialog } from './CiteDialog.tsx';
import styles from './Commission.module.css';
import { PaperMenu } from './PaperMenu.tsx';

type Props = { readonly id: ActId; readonly onOpenProgramme: (id: string) => void; readonly onOpenAct: (id: string) => void; readonly onOpenAssessment: (id: string) => void; readonly onNewReferral: () => void };

/** A signed act as its bytes say it, verified at this opening. */
export const ActScreen = ({ id, onOpenProgramme, onOpenAct, onOpenAssessment, onNewReferral }: Props) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const [view, setView] = useState<OutputOf<'act.read'> | null>(null);
  const [citing, setCiting] = useState(false);
  const registers = useDesk().session.roles.some((role) => role === 'medicalRegistrar' || role === 'chair');
  const [failure, setFailure] = useState<AppError | null>(null);
  useEffect(() => {
    let here = true;
    void call('act.read', { id }).then((answer) => {
      if (!here) return;
      if (answer.ok) setView(answer.value);
      else setFailure(answer.error);
    });
    return () => { here = false; };
  }, [id]);
  const openProgramme = async () => {
    const answer = await call('programme.open', { act: id });
    if (answer.ok) onOpenProgramme(answer.value.id);
    else setFailure(answer.error);
  };
  const others = useLive('act.list', view?.body ? { personId: view.body.person.id } : null).value?.rows ?? [];
  const numberOf = (other: string) => t('actTitle', { number: others.find((one) => one.id === other)?.number ?? '…' });
  if (!view?.body) return <Screen title={t('title.acts')}>{failure && <ErrorNotice error={failure} />}{view && <Mark tone="bad">{t('altered')}</Mark>}</Screen>;
  const { act, body, faults, citedBy, travel } = view;
  const { decision, person } = body;
  const day = (text: string) => formatLongDate(language, text);
  const rows: [string, string][] = [
    [t('column.person'), `${localPerson(language, person.nameKk, person.nameRu)}, ${day(person.birthDate)}`],
    [t('field.visit'), [body.place, body.fieldTrip ? t('fieldTrip') : '', t(`mode.${body.mode}`), t(`kind.${body.basis.kind}`), body.basis.reason].filter(Boolean).join(' · ')],
    [t('field.organisation'), `${body.referral.organisation}, № ${body.referral.number}, ${day(body.referral.date)}`],
    [t('field.main'), [body.referral.main, ...body.referral.others].map(({ code, text }) => [code, text].filter(Boolean).join(' ')).join('; ')],
    [t('field.onset'), day(body.referral.onset)],
    [t('field.treatment'), body.referral.treatment],
    ...(['complaints', 'findings'] as const).flatMap((field) => (body[field].trim() === '' ? [] : [[t(`field.${field}`), body[field]] as [string, string]])),
    [t('tab.activities'), body.ratings.filter((one) => (one.degree ?? 0) > 0).map((one) => `${t('becauseLine', { category: t(`activity.${one.category}`), degree: one.degree })} (${one.items.map((item) => `${item.code}.${String(item.qualifier)}`).join(', ')})`).join('; ') || t('noLimit')],
    [t('field.outcome'), t(`outcome.${decision.outcome}`)],
    [t('proposal'), t(`outcome.${body.proposed.outcome}`)],
    ...(decision.cause ? [[t('field.cause'), [t(`cause.${decision.cause}`), decision.causePaper].filter(Boolean).join(', ')] as [string, string]] : []),
    ...(decision.term ? [[t('field.term'), `${t(`term.${decision.term}`)}, ${decision.until ? t('decisionUntil', { from: day(decision.from), until: day(decision.until) }) : t('decisionFrom', { from: day(decision.from) })}`] as [string, string]] : []),
    ...(decision.generalLoss === null ? [] : [[t('field.generalLoss'), String(decision.generalLoss)] as [string, string]]),
    ...(decision.professionalLoss === null ? [] : [[t('field.professionalLoss'), `${String(decision.professionalLoss)} (${decision.mainProfession})`] as [string, string]]),
    ...(decision.grounds === '' ? [] : [[t('field.grounds'), decision.grounds] as [string, string]]),
  ];
  return (
    <div data-testid="act" data-faults={faults.length} data-status={act.status} style={{ height: '100%' }}>
      <Screen title={t('actTitle', { number: body.number })} over={t('minutes', { number: body.minutes })}
        beside={<><Mark tone={act.status === 'signed' ? 'good' : 'half'}>{t(`actStatus.${act.status}`)}</Mark><Mark tone={faults.length === 0 ? 'good' : 'bad'}>{t(faults.length === 0 ? 'verified' : 'altered')}</Mark><Mark tone={travel === 'received' ? 'good' : 'plain'}>{t(travel === 'received' ? 'registered' : 'provisional')}</Mark></>}
        actions={act.status === 'signed' && <><PaperMenu act={id} body={body} onFailure={setFailure} />{registers && !citedBy && <Button variant="default" onClick={() => setCiting(true)} data-testid="cite">{t('cite.action')}</Button>}<Button onClick={() => void openProgramme()} data-testid="open-programme">{t('action.programme')}</Button></>}>
        {failure && <ErrorNotice error={failure} />}
        <CiteDialog body={body} opened={citing} onClose={() => setCiting(false)} onRegistered={onOpenAssessment} onNewReferral={onNewReferral} />
        <div className={styles.columns}>
          <div><Panel fill><dl className={styles.facts}>{rows.map(([title, text]) => <div key={title} style={{ display: 'contents' }}><dt>{title}</dt><dd>{text}</dd></div>)}</dl></Panel></div>
          <div className={styles.side}>
            <Panel title={t('signatures')} aside={<span className={styles.soft}>{t('quorum', { count: body.members.length, quorum: body.quorum })}</span>}>
              {body.members.map((member) => {
                const vote = act.votes.find((one) => one.member === member.staff);
                return <div key={member.staff} className={styles.sign}><div><strong>{member.name}</strong><div className={styles.soft}>{[t(member.chair ? 'chair' : 'member'), member.speciality, vote ? formatTime(vote.at) : ''].filter(Boolean).join(' · ')}</div>{vote?.dissent && <div>{vote.dissent}</div>}</div><Mark tone={vote ? (vote.vote === 'for' ? 'good' : 'warn') : 'plain'}>{t(`vote.${vote?.vote ?? 'wait'}`)}</Mark><span /></div>;
              })}
            </Panel>
            {(body.cites ?? citedBy) && <Panel>
              {body.cites && <p>{t('citesLine')}: <Button size="compact-sm" variant="subtle" onClick={() => onOpenAct(body.cites!.act)}>{numberOf(body.cites.act)}</Button></p>}
              {citedBy && <p><Mark tone="warn">{t('citedBy')}</Mark> <Button size="compact-sm" variant="subtle" onClick={() => onOpenAct(citedBy)}>{numberOf(citedBy)}</Button></p>}
            </Panel>}
          </div>
        </div>
      </Screen>
    </div>
  );
};
