import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Case } from '../../../shared/domain/case.ts';
import type { CaseFormRow } from '../../../shared/ipc/case-form.ts';
import type { Area } from '../../../shared/domain/kato.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import { issueWords } from '../../i18n/error-words.ts';
import { IntakeForm } from '../intake/IntakeForm.tsx';
import intake from '../intake/Intake.module.css';
import { shownFacts, wrongFields, type Draft } from './draft.ts';
import { typeFacts } from './draft-store.ts';
import { factFieldId } from './fact-field.ts';
import { FieldNoteMark } from '../intake/FieldNoteMark.tsx';
import { EarlierFacts } from './EarlierFacts.tsx';
import { ReturnedNote } from './ReturnedNote.tsx';
import { TransferTrace } from './TransferTrace.tsx';

type Props = {
  readonly value: Case;
  readonly editable: boolean;
  readonly draft: Draft;
  readonly form: CaseFormRow | undefined;
  readonly faults: Readonly<Record<string, string>>;
  readonly attempt: number;
  readonly areas: readonly Area[];
  readonly fill: boolean;
};

/** The facts: the form of the risk for who may edit, the same to be read for others; of a transferred case only the trace. */
export const CaseFactsPanel = ({ value, editable, draft, form, faults, attempt, areas, fill }: Props) => {
  const { t } = useTranslation('case');
  if (value.status === 'transferredAway') return <Panel title={t('trace')} fill={fill}><TransferTrace value={value} areas={areas} /></Panel>;
  const facts = shownFacts(value.facts, draft);
  const refused = { ...faults, ...wrongFields(draft) };
  const wrongNote = refused['note'];
  const notes = Object.fromEntries((value.status === 'returned' ? value.returned?.fields ?? [] : []).map(({ field, text }) => [field, text]));
  return (
    <Panel fill={fill}>
      {value.transferred && <TransferTrace value={value} areas={areas} arrived />}
      {value.returned && value.status === 'returned' && <ReturnedNote step={value.returned} />}
      <div data-testid={editable ? 'facts-form' : 'facts-read'}>
        {form && <IntakeForm key={editable ? 'typed' : 'read'} form={form} facts={facts} editable={editable} refused={refused} attempt={attempt} notes={notes} onFacts={(typed) => typeFacts(value.id, typed)} caseId={value.id} personId={value.personId} />}
        <EarlierFacts facts={facts} asked={form?.fields.map((field) => field.id) ?? []} />
        {notes['note'] !== undefined && <FieldNoteMark text={notes['note']} />}
        <Textarea id={factFieldId('note')} className={intake.note} label={t('field.note')} value={facts.note} readOnly={!editable} onChange={(event) => typeFacts(value.id, { note: event.currentTarget.value })} error={wrongNote === undefined ? undefined : issueWords(t, { code: wrongNote })} rows={2} maxLength={4000} />
      </div>
    </Panel>
  );
};
