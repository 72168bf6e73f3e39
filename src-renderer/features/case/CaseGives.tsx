import { officeDay } from '../../../shared/base/office-day.ts';
import { useTranslation } from 'react-i18next';
import { findArea, type Area } from '../../../shared/domain/kato.ts';
import { isInForce } from '../../../shared/domain/is-in-force.ts';
import type { Case, CaseFacts } from '../../../shared/domain/case.ts';
import { DeterminationRow, type CaseFormRow } from '../../../shared/ipc/case-form.ts';
import type { DecisionRow } from '../../../shared/ipc/ledger-rows.ts';
import { useLive } from '../../api/use-live.ts';
import { Mark } from '../../components/marks/Mark.tsx';
import { areaName } from '../../i18n/area-name.ts';
import { formatLongDate } from '../../i18n/format-date.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ExpectedPanel } from '../intake/ExpectedPanel.tsx';
import { typeFacts } from './draft-store.ts';

type Props = { readonly value: Case; readonly form: CaseFormRow; readonly facts: CaseFacts; readonly editable: boolean; readonly areas: readonly Area[]; readonly fill: boolean };

/** A decision in the shape of a form's answer: what was decided then, whatever the law says today. */
const decidedForm = (form: CaseFormRow, { decision }: DecisionRow): Pick<CaseFormRow, 'programmes' | 'names' | 'asOf' | 'edition'> => ({
  names: form.names, asOf: decision.asOf, edition: decision.edition,
  programmes: form.programmes.flatMap((programme) => {
    const answer = decision.programmes.find(({ programme: id }) => id === programme.id)?.answer;
    const read = DeterminationRow.safeParse(answer);
    return read.success ? [{ ...programme, claimed: true, determination: read.data }] : [];
  }),
});

/** What the law gives in a case: expected while it is worked on, decided once it is approved. */
export const CaseGives = ({ value, form, facts, editable, areas, fill }: Props) => {
  const { t } = useTranslation('law');
  const language = useLanguage();
  const decisions = useLive('decision.list', value.status === 'approved' ? { caseId: value.id } : null).value?.rows ?? [];
  const row = decisions.find(({ decision }) => isInForce(decision));
  if (!row) return <ExpectedPanel form={form} voluntary={facts.voluntary} fill={fill} onClaims={editable ? (claims) => typeFacts(value.id, { claims }) : undefined} />;
  // A case brings what another district decided along.
  const maker = row.decision.district === value.district ? undefined : findArea(areas, row.decision.district);
  return (
    <ExpectedPanel form={decidedForm(form, row)} voluntary={facts.voluntary} fill={fill} onClaims={undefined} title={t('decision.title', { number: row.decision.number })}>
      <p data-testid="decision">
        {t('decision.by', { name: row.decision.decided.byName, date: formatLongDate(language, officeDay(row.decision.decided.at)) })}{maker && ` · ${t('decision.from', { area: areaName(t, language, maker) })}`}{' '}
        {row.replays !== null && <Mark tone={row.replays ? 'good' : 'bad'} quiet>{t(row.replays ? 'decision.replays' : 'decision.differs')}</Mark>}
      </p>
    </ExpectedPanel>
  );
};
