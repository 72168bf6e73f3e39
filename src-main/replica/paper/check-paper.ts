import { ok, type Result } from '../../../shared/base/result.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { verifyPaper } from '../../../shared/sync/verify-paper.ts';
import { getOffice, type Host } from '../session/host-parts.ts';

/** paper.verify: what a scanned code says and whether it is to be believed, by the centre's key that this laptop was enrolled with; no link is needed. */
export const checkPaper = (host: Host, { text }: { readonly text: string }): Result<OutputOf<'paper.verify'>, never> => {
  const verdict = verifyPaper(host.crypto.verify, text, getOffice(host).certificate.serverSignKey);
  return ok('fault' in verdict ? { fault: verdict.fault, statement: null, device: '', training: false } : { fault: null, statement: verdict.statement, device: verdict.device, training: verdict.training });
};
