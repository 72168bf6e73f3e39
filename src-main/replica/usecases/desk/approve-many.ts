import type { AppError } from '../../../../shared/base/app-error.ts';
import type { CaseId } from '../../../../shared/base/ids.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { Host } from '../../session/host-parts.ts';
import { approveCase } from '../approve-case.ts';

type Done = { done: CaseId[]; failed: { id: CaseId; error: AppError }[] };

/** queue.approve: each case by itself, as `case.approve` does it, so that one that may not be approved does not hold the others; it is told with its error. */
export const approveMany = (host: Host, { ids }: { readonly ids: readonly CaseId[] }): Result<Done, AppError> => {
  const told: Done = { done: [], failed: [] };
  for (const id of new Set(ids)) {
    const result = approveCase(host, { id });
    if (result.ok) told.done.push(id);
    else told.failed.push({ id, error: result.error });
  }
  return ok(told);
};
