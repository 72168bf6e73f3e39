import type { AppError } from '../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { contract, type ChannelOfKind, type InputOf, type OutputOf } from '../../shared/ipc/contract.ts';

/**
 * Asks the replica host once: a query or a command of the contract. Never throws for an expected failure; a reply that is not what the
 * contract says is a bug of the other side and comes back as `Unexpected`.
 */
export const call = async <C extends ChannelOfKind<'query' | 'command'>>(channel: C, input: InputOf<C>): Promise<Result<OutputOf<C>, AppError>> => {
  const result = await window.bridge.call(channel, input);
  if (!result.ok) return result;
  const parsed = contract[channel].output.safeParse(result.value);
  return parsed.success ? ok(parsed.data as OutputOf<C>) : err({ type: 'Unexpected', incidentId: `reply ${channel}` });
};
