import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import type { CaseFacts } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import { useLive } from '../../api/use-live.ts';
import { factFieldId } from '../case/fact-field.ts';
import type { FlatFacts } from '../case/flat-facts.ts';
import { DocumentList } from './DocumentList.tsx';
import { FactField } from './FactField.tsx';
import { isComplete, isGroup, partOf, parts, type Part } from './groups.ts';
import { LedgerTable } from './LedgerTable.tsx';
import { MorePart } from './MorePart.tsx';
import { useCitations } from './use-citations.ts';
import styles from './Intake.module.css';

type Props = {
  readonly form: CaseFormRow;
  readonly facts: Partial<CaseFacts>;
  readonly editable: boolean;
  /** Flat names that an action was refused for, with the codes. */
  readonly refused: Readonly<Record<string, string>>;
  /** Fact by its flat name → what the supervisor said at it when the case was returned. */
  readonly notes?: Readonly<Record<string, string>>;
  /** How many times an action was refused. */
  readonly attempt: number;
  readonly onFacts: (facts: FlatFacts) => void;
  /** None at the counter, where no case is opened. */
  readonly caseId: CaseId | null;
  readonly personId: PersonId | null;
};

/** The form of a risk: its questions in parts, the documents to bring, and what else is recorded. Built from the data alone. */
export const IntakeForm = ({ form, facts, editable, refused, notes = {}, attempt, onFacts, caseId, personId }: Props) => {
  const { t } = useTranslation('law');
  const cited = useCitations(form.edition);
  const filled = parts.filter((part) => (isGroup(part) ? form.fields.some(({ group }) => group === part) : caseId !== null || part === 'documents'));
  const [chosen, setChosen] = useState<Part | null>(null);
  const scans = useLive('scan.list', caseId === null ? null : { caseId }).value?.rows ?? [];
  const isNoted = (part: Part) => isGroup(part) && form.fields.some(({ id, group }) => group === part && notes[`law.${id}`] !== undefined);
  const first = filled.find(isNoted) ?? filled.find((part) => isGroup(part) && !isComplete(form, part)) ?? filled[0] ?? 'documents';
  // the part that wants something first stays open while it is filled: only a choice or a refusal leads elsewhere
  const [opening] = useState<Part>(first);
  const part = chosen !== null && filled.includes(chosen) ? chosen : filled.includes(opening) ? opening : first;

  const [wrong] = Object.keys(refused);
  useEffect(() => {
    if (wrong === undefined) return;
    const where = partOf(form, wrong);
    const timers = [setTimeout(() => setChosen(where)), setTimeout(() => document.getElementById(wrong.startsWith('reasons.') ? `${factFieldId(wrong)}-reason` : factFieldId(wrong))?.focus(), 60)];
    return () => timers.forEach(clearTimeout);
    // Once for each refusal: not again as the form answers, and never while somebody types.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt]);

  const brought = facts.brought ?? [];
  const count = form.documents.filter(({ id }) => brought.includes(id) || scans.some(({ scan }) => scan.document === id)).length;
  const mark = (one: Part) => {
    if (one === 'documents') return caseId === null ? String(form.documents.length) : t('common:ofWhole', { part: count, whole: form.documents.length });
    if (isNoted(one)) return '▲';
    return isGroup(one) && isComplete(form, one) ? '✓' : '';
  };
  return (
    <Tabs value={part} onChange={(next) => setChosen(next as Part)} keepMounted={false} className={styles.tabs}>
      <Tabs.List>
        {filled.map((one) => <Tabs.Tab key={one} value={one} data-testid={`part-${one}`}>{t(`part.${one}`)} <span className={styles.tabMark}>{mark(one)}</span></Tabs.Tab>)}
      </Tabs.List>
      {filled.map((one) => (
        <Tabs.Panel key={one} value={one} className={styles.part}>
          {one === 'work' && personId !== null && <LedgerTable personId={personId} />}
          {isGroup(one) && (
            <div className={styles.fields}>
              {form.fields.filter(({ group }) => group === one).map((field, at) => (
                <FactField
                  key={field.id} field={field} note={notes[`law.${field.id}`]} citation={cited(field.source)} cited={cited} names={form.names} first={at === 0} editable={editable} faults={form.faults.filter(({ path }) => path === field.id || path.startsWith(`${field.id}[`))}
                  value={facts.law && Object.hasOwn(facts.law, field.id) ? (facts.law[field.id] ?? field.known?.value ?? null) : field.value}
                  refused={refused[`law.${field.id}`]} reason={facts.reasons?.[field.id] ?? ''} reasonRefused={refused[`reasons.${field.id}`]} origin={facts.origins?.[field.id]}
                  onType={(value) => onFacts({ [`law.${field.id}`]: value ?? null })} onReason={(text) => onFacts({ reasons: { ...facts.reasons, [field.id]: text } })}
                />
              ))}
            </div>
          )}
          {one === 'documents' && <DocumentList documents={form.documents} cited={cited} brought={brought} scans={scans} editable={editable} caseId={caseId} onBrought={(ids) => onFacts({ brought: ids })} />}
          {one === 'more' && <MorePart form={form} facts={facts} editable={editable} refused={refused} onFacts={onFacts} />}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
};
