import { z } from 'zod';
import type { ContractShape } from '../../../src-main/ipc/contract-shape.ts';

/** A contract as small as can be, to prove the shell alone. */
export const echoContract = {
  'echo.say': { kind: 'query', input: z.strictObject({ text: z.string().max(20) }) },
  'echo.slowQuery': { kind: 'query', input: z.strictObject({}) },
  'echo.queryOfNext': { kind: 'query', input: z.strictObject({ after: z.int() }) },
  'echo.endlessCommand': { kind: 'command', input: z.strictObject({}) },
  'echo.command': { kind: 'command', input: z.strictObject({}) },
  'echo.pid': { kind: 'query', input: z.strictObject({}) },
  'echo.nonsense': { kind: 'query', input: z.strictObject({}) },
  'tick.watch': { kind: 'live', input: z.strictObject({ from: z.int() }) },
  'tick.subscribers': { kind: 'query', input: z.strictObject({}) },
} as const satisfies ContractShape;
