import { Anchor } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { CaseAction } from '../../../shared/domain/case-actions.ts';
import { useLive } from '../../api/use-live.ts';
import { useOnce } from '../../api/use-once.ts';
import { useToday } from '../../components/clock-context.ts';
import { ErrorNotice } from '../../components/errors/ErrorNotice.tsx';
import { StaleNotice } from '../../components/errors/StaleNotice.tsx';
import { IinText } from '../../components/IinText.tsx';
import { Panel } from '../../components/layout/Panel.tsx';
import { Screen } from '../../components/layout/Screen.tsx';
import { Scroller } from '../../components/layout/Scroller.tsx';
import { StatusMark } from '../../components/marks/StatusMark.tsx';
import { TravelMark } from '../../components/marks/TravelMark.tsx';
import { ageOn } from '../../i18n/format-date.ts';
import { localName, localPerson } from '../../i18n/local-name.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { fullName } from '../person/full-name.ts';
import { CaseActions } from './CaseActions.tsx';
import { call } from '../../api/call.ts';
import { PrintMenu } from '../intake/PrintMenu.tsx';
import { useLawForm } from '../intake/use-law-form.ts';
import { CaseFactsPanel } from './CaseFactsPanel.tsx';
import { CaseGives } from './CaseGives.tsx';
import { shownFacts } from './draft.ts';
import { flushDraft, seeFacts, useDraft } from './draft-store.ts';
import { faultsOf } from './faults-of.ts';
import { ProofButton } from './ProofButton.tsx';
import { HistoryList } from './HistoryList.tsx';
import { PutAsideDialog } from './PutAsideDialog.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { ReviewPanel } from './ReviewPanel.tsx';
import { SaveState } from './SaveState.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useCaseActions } from './use-case-actions.ts';
import { useCaseKeys } from './use-case-keys.ts';
import styles from './CaseView.module.css';

type Props = {
  readonly id: CaseId;
  readonly onOpenPerson: (id: string) => void;
  readonly onDone?: (action: CaseAction) => void;
  /** Beside a list: facts above the history. */
  readonly narrow?: boolean;
};

const none: readonly CaseAction[] = [];

/** A case: its head, its facts, its history, and what can be done to it. */
export const CaseView = ({ id, onOpenPerson, onDone, narrow = false }: Props) => {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const today = useToday();
  const live = useLive('case.watch', { id });
  const risks = useOnce('risk.list', {})?.risks ?? [];
  const areas = useOnce('area.list', {})?.areas ?? [];
  const draft = useDraft(id);
  const actions = live.value?.actions ?? none;
  const does = useCaseActions(id, actions, onDone);
  const view = useRef<HTMLDivElement>(null);
  useCaseKeys(view, actions, does.start);
  const found = live.value?.case;
  useEffect(() => { if (found) seeFacts(id, found.facts); }, [id, found]);
  const editable = actions.includes('edit');
  const facts = found ? shownFacts(found.facts, draft) : {};
  const form = useLawForm(found && found.status !== 'transferredAway' ? found.risk : null, facts, editable ? (found?.personId ?? null) : null, id);
  if (!live.value) return <StaleNotice live={live} />;
  if (!found) return <ErrorNotice error={{ type: 'NotFound', what: 'case', id }} />;

  const { person, travel, history } = live.value;
  const risk = risks.find((one) => one.id === found.risk);

  const shown = shownFacts(found.facts, draft);
  const main = <CaseFactsPanel value={found} editable={editable} draft={draft} form={form} faults={faultsOf(does.failure, shown)} attempt={does.attempt} areas={areas} fill={!narrow} />;
  const gives = form && <CaseGives value={found} form={form} facts={shown} editable={editable} areas={areas} fill={false} />;
  const over = `${t('caseNumber', { number: found.number })} · ${risk ? localName(language, risk) : found.risk}`;
  const who = person && <span className={styles.person} data-narrow={narrow || undefined}><IinText iin={person.iin} /><span>{t('person:age', { count: ageOn(person.birthDate, today) })}</span><Anchor component="button" type="button" className={styles.link} onClick={() => onOpenPerson(person.id)}>{t('toPerson')}</Anchor></span>;
  const past = <Panel title={t('history')} aside={<ProofButton document={found.id} />}><HistoryList rows={history} /></Panel>;

  return (
    <div className={styles.view} ref={view} data-testid="case-view" data-status={found.status}>
      <Screen
        over={<div className={styles.over} data-narrow={narrow || undefined} data-testid="case-over"><span title={over}>{over}</span><StatusMark status={found.status} /><TravelMark travel={travel} />{!narrow && who}</div>}
        title={person ? localPerson(language, fullName(person, 'Kk'), fullName(person, 'Ru')) : t('caseNumber', { number: found.number })}
        beside={<><StaleNotice live={live} />{narrow && who}</>}
        actions={<>{form && <PrintMenu papers={found.status === 'approved' ? ['application', 'information', 'decision'] : ['application', 'information']} onPrint={async (kind, paper) => { await flushDraft(id); return call('case.paper', { id, kind, language: paper }); }} />}{editable && <SaveState draft={draft} />}<CaseActions actions={actions} busy={does.busy} onAction={does.start} /></>}
      >
        {does.failure && <ErrorNotice error={does.failure} />}
        {narrow ? <Scroller className={styles.stack} label={t('facts')}><ReviewPanel id={id} form={form} onOpenPerson={onOpenPerson} />{gives}{main}{past}</Scroller> : <div className={styles.columns}>{main}<Scroller className={styles.stack} label={t('law:expected')}>{gives}{past}</Scroller></div>}
      </Screen>
      <ReturnDialog opened={does.dialog === 'return'} form={form} onClose={does.close} onReturn={does.giveBack} />
      <PutAsideDialog opened={does.dialog === 'putAside'} onClose={does.close} onPutAside={does.putAside} />
      <ReassignDialog opened={does.dialog === 'reassign'} except={found.assigned?.to ?? found.opened.by} onClose={does.close} onReassign={does.reassign} />
      <TransferDialog opened={does.dialog === 'transfer'} areas={areas} from={found.district} onClose={does.close} onTransfer={does.transfer} />
    </div>
  );
};
