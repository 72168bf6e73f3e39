import type { OutputOf, ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { findDocument } from '../store/documents.ts';
import { findDuplicates } from '../store/search/duplicate-candidates.ts';
import { personRow } from './persons.ts';

/** person.similar: records that may be of the person being typed, likeliest first, with why. */
export const readSimilar = (host: Host, typed: ParsedInputOf<'person.similar'>): OutputOf<'person.similar'> => {
  const { replica } = getOffice(host);
  const digits = typed.iin.replace(/\s/gu, '');
  const found = findDuplicates(replica.db, { ...typed, iin: /^\d{12}$/.test(digits) ? digits : null });
  const rows = found.flatMap(({ id, score, reasons }) => {
    const person = findDocument(replica, 'persons', id);
    return person ? [{ id: person.id, person: personRow(replica, person), percent: Math.round(score * 100), reasons: [...reasons] }] : [];
  });
  return { rows };
};
