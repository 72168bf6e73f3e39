import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/base/app-error.ts';
import type { AssessmentId } from '../../../shared/base/ids.ts';
import { officeDay } from '../../../shared/base/office-day.ts';
import { call } from '../../api/call.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { Keys } from '../../components/layout/Keys.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Mark } from '../../components/marks/Mark.tsx';
import { showToast } from '../../components/toasts/show-toast.ts';
import { formatLongDate, formatTime } from '../../i18n/format-date.ts';
import { localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActivitiesTab } from './ActivitiesTab.tsx';
import { flushAssessments, nothingTyped, settleAssessment, typeAssessment, useAssessmentDrafts } from './assessment-draft.ts';
import styles from './Commission.module.css';
import { DecisionTab } from './DecisionTab.tsx';
import { ExpertsTab } from './ExpertsTab.tsx';
import { FindingsTab } from './FindingsTab.tsx';
import { ProposalPanel } from './ProposalPanel.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { ReferralTab } from './ReferralTab.tsx';
import { SignaturesPanel } from './SignaturesPanel.tsx';
import { VisitForm } from './VisitForm.tsx';

const tones = { referred: 'plain', scheduled: 'half', signing: 'warn', decided: 'good', refused: 'bad' } as const;
type Tab = 'visit' | 'referral' | 'activities' | 'findings' | 'decision' | 'opinions';

/** One examination: referral, ratings, findings, decision; beside them what the rules propose, and the signatures. */
export const AssessmentScreen = ({ id, onOpenAct }: { readonly id: AssessmentId; readonly onOpenAct: (id: string) => void }) => {
  const { t } = useTranslation('mse');
  const language = useLanguage();
  const reference = useOnce('mse.reference', {});
  const [opened, setOpened] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [chosen, setTab] = useState<Tab | null>(null);
  const [asking, setAsking] = useState<'refuse' | 'reopen' | null>(null);
  const live = useLive('assessment.watch', opened ? { id } : null);
  const typing = useAssessmentDrafts((all) => all[id]) ?? nothingTyped;

  useEffect(() => {
    let here = true;
    // Opening the record is what leaves the trace; only then is it shown.
    void call('assessment.read', { id }).then((answer) => {
      if (!here) return;
      if (answer.ok) setOpened(true);
      else setFailure(answer.error);
    });
    return () => {
      here = false;
      void flushAssessments().then(() => settleAssessment(id));
    };
  }, [id]);

  const value = live.value;
  const { assessment, person, proposal } = value ?? {};
  const seal = async () => {
    if (!(await flushAssessments())) return;
    const answer = await call('assessment.seal', { id });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) showToast((t) => t('mse:sealed'));
  };
  if (failure && !assessment) return <Screen title={t('title.calendar')}><ErrorNotice error={failure} /></Screen>;
  if (!assessment || !person || !proposal || !reference || !value) return <Screen title={t('title.calendar')}><span role="status" /></Screen>;

  const draft = { ...assessment.draft, ...typing.typed };
  const may = (action: (typeof value.actions)[number]) => value.actions.includes(action);
  const disabled = !may('edit');
  const { visit } = assessment;
  const tab = chosen ?? (assessment.status === 'referred' ? 'visit' : assessment.status === 'refused' ? 'referral' : 'activities');
  const tabs: Tab[] = [...(may('schedule') ? (['visit'] as const) : []), 'referral', 'activities', 'findings', 'decision', ...(assessment.mode === 'inAbsentia' ? (['opinions'] as const) : [])];
  const over = [`№ ${assessment.number}`, t(`kind.${assessment.basis.kind}`), t(`mode.${assessment.mode}`), visit && `${visit.place}, ${formatLongDate(language, visit.day)}`, visit?.fieldTrip ? t('fieldTrip') : null].filter(Boolean).join(' · ');
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey && event.key === 'Enter' && may('seal') && document.querySelector('[role="dialog"]') === null) {
      event.preventDefault();
      void seal();
    }
    const target = event.target as HTMLElement;
    if (target.getAttribute('role') === 'tab' && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      const next = tabs[(tabs.indexOf(tab) + (event.key === 'ArrowRight' ? 1 : -1) + tabs.length) % tabs.length]!;
      setTab(next);
      document.getElementById(`tab-${next}`)?.focus();
    }
  };
  return (
    <div onKeyDown={onKeyDown} style={{ height: '100%' }} data-testid="assessment" data-status={assessment.status}>
      <Screen
        title={localPerson(language, person.nameKk, person.nameRu)}
        over={over}
        beside={<><span>{t('age', { count: person.age })} · {t(`sex.${person.sex}`)}</span><Mark tone={tones[assessment.status]}>{t(`status.${assessment.status}`)}</Mark><StaleNotice live={live} /></>}
        actions={<>
          {!disabled && <span role="status" data-testid="save-state" data-state={typing.failure ? 'failed' : typing.unsaved ? 'saving' : typing.savedAt ? 'saved' : 'idle'}><Mark tone={typing.failure ? 'bad' : typing.unsaved ? 'half' : 'plain'}>{typing.unsaved ? t('case:saving') : typing.savedAt ? t('case:saved', { time: formatTime(typing.savedAt) }) : t('case:draftAutosave')}</Mark></span>}
          {may('refuse') && <Button variant="default" onClick={() => setAsking('refuse')} data-testid="refuse">{t('action.refuse')}</Button>}
          {may('seal') && <Button onClick={() => void seal()} aria-keyshortcuts="Control+Enter" rightSection={<Keys>Ctrl ↵</Keys>} data-testid="seal">{t('action.seal')}</Button>}
          {may('reopen') && <Button variant="default" onClick={() => setAsking('reopen')} data-testid="reopen">{t('action.reopen')}</Button>}
          {assessment.act && assessment.status === 'decided' && <Button onClick={() => onOpenAct(assessment.act!)} data-testid="open-act">{t('actTitle', { number: value.act?.number ?? '' })}</Button>}
        </>}
      >
        {failure && <ErrorNotice error={failure} />}
        {assessment.refused && <div role="status" data-testid="refused"><Mark tone="bad">{t('refusedLine', { reason: assessment.refused.reason, name: assessment.refused.byName, date: formatLongDate(language, officeDay(assessment.refused.at)) })}</Mark></div>}
        <ReasonDialog title={t(`action.${asking ?? 'refuse'}`)} hint={t(asking === 'reopen' ? 'reopenHint' : 'refuseHint')} opened={asking !== null} onClose={() => setAsking(null)} onConfirm={(reason) => call(asking === 'reopen' ? 'assessment.reopen' : 'assessment.refuse', { id, reason })} />
        <div className={styles.columns}>
          <section className={styles.stack} style={{ background: 'var(--panel)', border: '1px solid var(--line)', borderRadius: 8, gap: 0, overflow: 'hidden' }} aria-label={t(`tab.${tab}`)}>
            <div className={styles.tabs} role="tablist" aria-label={t('title.calendar')}>
              {tabs.map((one) => <button key={one} id={`tab-${one}`} type="button" role="tab" aria-selected={one === tab} tabIndex={one === tab ? 0 : -1} className={styles.tab} onClick={() => setTab(one)} data-testid={`tab-${one}`}>{t(`tab.${one}`)}</button>)}
            </div>
            <div className={styles.sheet} role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
              {tab === 'visit' && may('schedule') && <VisitForm key={visit?.day ?? 'new'} id={id} visit={visit} reference={reference} />}
              {tab === 'referral' && <ReferralTab assessment={assessment} places={value.filePlaces} mayAttach={may('attach')} referral={assessment.referral} reference={reference} reads={value.reads} />}
              {tab === 'activities' && <ActivitiesTab ratings={draft.ratings} categories={proposal.categories} reference={reference} disabled={disabled} onChange={(ratings) => typeAssessment(id, { ratings })} />}
              {tab === 'findings' && <FindingsTab draft={draft} disabled={disabled} onChange={(change) => typeAssessment(id, change)} />}
              {tab === 'decision' && <DecisionTab decision={draft.decision} proposal={proposal} issues={value.issues} disabled={disabled} onChange={(decision) => typeAssessment(id, { decision })} />}
              {tab === 'opinions' && <ExpertsTab assessment={assessment} opinions={value.opinions} reference={reference} maySend={may('schedule')} />}
            </div>
          </section>
          <div className={styles.side}>
            <ProposalPanel proposal={proposal} issues={value.issues} differs={value.differences.length > 0} />
            {visit && <SignaturesPanel visit={visit} act={value.act} reference={reference} mayForm={may('sign')} />}
          </div>
        </div>
      </Screen>
    </div>
  );
};
