import type { z } from 'zod';
import type { AppError, InputIssue } from '../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { BridgeCall } from '../../shared/ipc/bridge.ts';
import type { ContractShape } from './contract-shape.ts';

/** An issue's code: the schema's own word where it gave one (`iin.checksum`), zod's otherwise (`invalid_type`). */
const toIssue = (issue: z.core.$ZodIssue): InputIssue => ({ path: issue.path.join('.'), code: /^[a-zA-Z][\w.-]*$/.test(issue.message) ? issue.message : issue.code });

/**
 * Judges what a page asked for before anything is done with it: a call of a known channel of one of `kinds`, with an input of the contract's shape.
 * Errors: InvalidInput (not a call, or an input that does not fit), UnknownChannel.
 */
export function judgeCall(contract: ContractShape, request: unknown, kinds: readonly ('query' | 'command' | 'live')[]): Result<BridgeCall & { kind: 'query' | 'command' | 'live'; input: unknown }, AppError> {
  const call = BridgeCall.safeParse(request);
  if (!call.success) return err({ type: 'InvalidInput', issues: call.error.issues.slice(0, 50).map(toIssue) });
  const { channel, input } = call.data;
  // own keys only: "constructor" is no channel
  const entry = Object.hasOwn(contract, channel) ? contract[channel] : undefined;
  if (!entry || !kinds.includes(entry.kind)) return err({ type: 'UnknownChannel', channel });
  const judged = entry.input.safeParse(input);
  if (!judged.success) return err({ type: 'InvalidInput', issues: judged.error.issues.slice(0, 50).map(toIssue) });
  // the input goes on as it came: the host parses it with the same schema, and a schema that transforms must not be applied twice
  return ok({ channel, input, kind: entry.kind });
}
