import type { PersonId } from '../../../shared/base/ids.ts';
import type { Entitlement } from '../../../shared/rules/intake/conflicts.ts';
import { resultOf } from '../../../shared/rules/result-of.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { listDocumentsBy } from '../store/documents.ts';

/** What a person is entitled to by decisions in force of other cases than `caseId`. */
export const entitlementsOf = (host: Host, personId: PersonId, caseId: string | null): Entitlement[] =>
  listDocumentsBy(getOffice(host).replica, 'decisions', 'personId', personId)
    .filter((one) => one.caseId !== caseId && one.withdrawn === null && one.replacedBy === null)
    .flatMap(({ number, programmes }) => programmes.filter(({ outcome }) => outcome === 'entitled').map((one) => ({ programme: one.programme, number, monthly: resultOf(one) ?? '0' })));
