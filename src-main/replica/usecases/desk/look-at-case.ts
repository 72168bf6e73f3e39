import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId } from '../../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { noteLook } from '../../store/last-looks.ts';
import { commandContext } from '../command-context.ts';

/** case.look: the case as it stands has been seen by whoever is at the laptop; what changes from now on is shown to them as changed. Error: NotFound. */
export const lookAtCase = (host: Host, { id }: { readonly id: CaseId }): Result<Record<never, never>, AppError> => {
  const { replica } = getOffice(host);
  const found = findDocument(replica, 'cases', id);
  if (!found) return err({ type: 'NotFound', what: 'case', id });
  const saved = replica.commit({ durability: 'normal', documents: [], sql: (db) => noteLook(db, commandContext(host), found) });
  return saved.ok ? ok({}) : saved;
};
