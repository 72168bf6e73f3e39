import type { AppError } from '../../../shared/base/app-error.ts';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { noFacts, type Case } from '../../../shared/domain/case.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { claimable } from '../../../shared/rules/intake/claims.ts';
import { putDeviceSetting } from '../session/device-setting.ts';
import { risksInForce } from '../session/risks-in-force.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findStandingPerson } from '../store/standing-person.ts';
import { commandContext, type CommandContext } from './command-context.ts';
import type { DocumentChange } from './document-change.ts';
import { humanNumber, nextCount } from './next-number.ts';
import { saveChanges } from './save-changes.ts';

type OpenCase = { readonly personId: PersonId; readonly risk: string; readonly claims?: readonly string[] | undefined };
/** `risks`: those recognised today. `programmes`: what can be applied for. */
type Loaded = { readonly person: Person | undefined; readonly risks: readonly string[]; readonly programmes: readonly string[]; readonly id: CaseId; readonly number: string };

/** A draft with nothing known yet. Errors: NotFound (person), Conflict{what:'merged', id} (the record that the person now stands under), InvalidInput (risk, claims). */
export const decideOpenCase = (input: OpenCase, loaded: Loaded, context: CommandContext): Result<DocumentChange[], AppError> => {
  if (!loaded.person) return err({ type: 'NotFound', what: 'person', id: input.personId });
  if (loaded.person.mergedInto) return err({ type: 'Conflict', what: 'merged', id: loaded.person.mergedInto });
  if (!loaded.risks.includes(input.risk)) return err({ type: 'InvalidInput', issues: [{ path: 'risk', code: 'riskUnknown' }] });
  if (input.claims?.some((claim) => !loaded.programmes.includes(claim))) return err({ type: 'InvalidInput', issues: [{ path: 'claims', code: 'choice' }] });
  const after: Case = {
    id: loaded.id, number: loaded.number, personId: input.personId, risk: input.risk, district: context.area, status: 'draft',
    facts: input.claims ? { ...noFacts, claims: [...input.claims], law: {} } : noFacts,
    opened: context.step, handedOver: null, returned: null, approved: null, transferred: null,
  };
  return ok([{ collection: 'cases', before: undefined, after }]);
};

/** case.open: a draft case of a person for a risk. */
export const openCase = (host: Host, input: OpenCase): Result<{ id: CaseId }, AppError> => {
  const { replica, certificate } = getOffice(host);
  const context = commandContext(host);
  const count = nextCount(replica.db, 'number.case', Number(context.today.slice(0, 4)));
  const id = host.ids.uuid() as CaseId;
  const loaded = {
    person: findStandingPerson(replica, input.personId), risks: risksInForce(host).filter(({ from }) => from <= context.today).map((risk) => risk.id),
    programmes: input.claims ? claimable(host.rules(), input.risk).map(({ source }) => source.id) : [], id, number: humanNumber(count, certificate.device),
  };
  const decided = decideOpenCase(input, loaded, context);
  if (!decided.ok) return decided;
  const saved = saveChanges(host, 'case.open', decided.value, (db) => putDeviceSetting(db, 'number.case', count));
  return saved.ok ? ok({ id }) : saved;
};
