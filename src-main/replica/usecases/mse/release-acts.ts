import type { AppError } from '../../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import { listReleasableMedical } from '../../queries/mse/releasable-medical.ts';
import type { Host } from '../../session/host-parts.ts';
import { releaseEntries } from '../release-entries.ts';

/** act.release: the chair releases what the commission has finished. The members' signatures decide; this one says what may leave the laptop. Errors: those of `releaseEntries`. */
export const releaseActs = async (host: Host, input: { readonly password: string }): Promise<Result<{ number: string; entries: number }, AppError>> => {
  const released = await releaseEntries(host, 'act.release', input.password, (replica) => ({ cases: [], persons: [], entries: listReleasableMedical(replica) }));
  return released.ok ? ok({ number: released.value[0]!.number, entries: released.value.reduce((sum, { entries }) => sum + entries, 0) }) : released;
};
