import type { AppError } from '../../../shared/base/app-error.ts';
import type { BatchId } from '../../../shared/base/ids.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import { listReleasable } from '../queries/releasable.ts';
import type { Host } from '../session/host-parts.ts';
import { releaseEntries } from './release-entries.ts';

/** batch.sign: the supervisor releases what is approved. Errors: those of `releaseEntries`. */
export const signBatch = async (host: Host, input: { readonly password: string }): Promise<Result<{ id: BatchId; number: string }, AppError>> => {
  const released = await releaseEntries(host, 'batch.sign', input.password, listReleasable);
  return released.ok ? ok({ id: released.value.id, number: released.value.number }) : released;
};
