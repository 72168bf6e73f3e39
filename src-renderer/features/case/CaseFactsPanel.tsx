import { useTranslation } from 'react-i18next';
import type { Case } from '../../../shared/domain/case.ts';
import type { Area } from '../../../shared/domain/kato.ts';
import { Panel } from '../../components/layout/Panel.tsx';
import type { Draft } from './draft.ts';
import { shownFacts } from './draft.ts';
import { FactsForm } from './FactsForm.tsx';
import { FactsView } from './FactsView.tsx';
import { ReturnedNote } from './ReturnedNote.tsx';
import { TransferTrace } from './TransferTrace.tsx';

type Props = { readonly value: Case; readonly editable: boolean; readonly draft: Draft; readonly faults: Readonly<Record<string, string>>; readonly areas: readonly Area[]; readonly fill: boolean };

/** The facts: a form for who may edit, else to be read; of a transferred case only the trace. */
export const CaseFactsPanel = ({ value, editable, draft, faults, areas, fill }: Props) => {
  const { t } = useTranslation('case');
  if (value.status === 'transferredAway') return <Panel title={t('trace')} fill={fill}><TransferTrace value={value} areas={areas} /></Panel>;
  return (
    <Panel title={t('facts')} fill={fill}>
      {value.transferred && <TransferTrace value={value} areas={areas} arrived />}
      {value.returned && value.status === 'returned' && <ReturnedNote step={value.returned} />}
      {editable ? <FactsForm id={value.id} facts={shownFacts(value.facts, draft)} draft={draft} faults={faults} /> : <FactsView facts={value.facts} />}
    </Panel>
  );
};
