import type { AppError } from '../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { caseForm, type CaseForm } from '../../../shared/rules/intake/case-form.ts';
import { lawFacts } from '../../../shared/rules/intake/law-facts.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { entitlementsOf } from './entitlements.ts';
import { knownSources } from './known-sources.ts';

/** The form of a case as it stands. Registers are asked only while the office still works on it; afterwards everything stands in its facts. */
export const formOfCase = (host: Host, found: Pick<Case, 'id' | 'risk' | 'personId' | 'status' | 'facts'>, today: string): CaseForm => {
  const rules = host.rules();
  const asOf = found.facts.lawDay ?? today;
  const open = found.status === 'draft' || found.status === 'returned';
  return caseForm({
    rules, risk: found.risk, facts: lawFacts(found.facts), claims: found.facts.claims, asOf,
    entitled: entitlementsOf(host, found.personId, found.id),
    sources: open ? knownSources(host, found.risk, found.personId, asOf) : undefined,
  });
};

/** law.form: what a risk asks and gives, for facts as far as they are typed. `personId`: filled from the registries. Errors: NotFound (risk). */
export const readLawForm = (host: Host, { risk, facts, personId, caseId }: ParsedInputOf<'law.form'>): Result<OutputOf<'law.form'>, AppError> => {
  const rules = host.rules();
  if (!rules.risks.some(({ id }) => id === risk)) return err({ type: 'NotFound', what: 'risk', id: risk });
  const asOf = facts.lawDay ?? host.clock.today();
  const sources = personId === null ? undefined : knownSources(host, risk, personId, asOf);
  // a case in review is asked without registers, and still pays one person
  const about = personId ?? (caseId ? findDocument(getOffice(host).replica, 'cases', caseId)?.personId : undefined) ?? null;
  // the contract's types are those of JSON, which is not readonly
  return ok(caseForm({ rules, risk, facts: lawFacts(facts), claims: facts.claims, asOf, sources, entitled: about === null ? [] : entitlementsOf(host, about, caseId ?? null) }) as OutputOf<'law.form'>);
};
