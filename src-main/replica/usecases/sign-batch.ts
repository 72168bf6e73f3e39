import type { AppError } from '../../../shared/base/app-error.ts';
import type { BatchId, CaseId } from '../../../shared/base/ids.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { listReleasable, listReleasableCases } from '../queries/releasable.ts';
import { getOffice, type Host } from '../session/host-parts.ts';
import { releaseEntries } from './release-entries.ts';

/** batch.sign: the supervisor releases what is approved, all of it or only `cases` (and merges, which wait for no case). Conflict{caseStatus, id} where one of them waits for no batch; the errors of `releaseEntries`. */
export const signBatch = async (host: Host, input: { readonly password: string; readonly cases?: readonly CaseId[] | undefined }): Promise<Result<{ id: BatchId; number: string; batches: number }, AppError>> => {
  const { cases } = input;
  const waiting = cases && new Set<string>(listReleasableCases(getOffice(host).replica).map(({ id }) => id));
  const stranger = cases?.find((id) => !waiting?.has(id));
  if (stranger !== undefined) return err({ type: 'Conflict', what: 'caseStatus', id: stranger });
  const released = await releaseEntries(host, 'batch.sign', input.password, (replica) => listReleasable(replica, cases && new Set(cases)));
  return released.ok ? ok({ id: released.value[0]!.id, number: released.value[0]!.number, batches: released.value.length }) : released;
};
