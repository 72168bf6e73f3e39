import type { AppError } from '../../../shared/base/app-error.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { Host } from '../session/host-parts.ts';
import { callHandlers } from './call-handlers.ts';
import { judgeRequest, type Judged } from './judge-request.ts';
import { noteDamage, reportBug } from '../session/report-bug.ts';

type Answer = Result<unknown, AppError>;

/** These end what others wait for, or go on beside the work for a while, so they do not stand in the line. */
const outOfTurn = new Set<string>(['norms.cancel', 'sync.cancel', 'stick.write', 'stick.read', 'stick.cancel']);

/** Serves queries and commands. Commands run one after another; a bug becomes Unexpected{incidentId} and stops nothing. Never rejects. */
export const createCalls = (host: Host): ((request: { readonly channel: string; readonly input?: unknown }) => Promise<Answer>) => {
  let line: Promise<unknown> = Promise.resolve();

  const handle = async ({ channel, input }: Judged): Promise<Answer> => {
    try {
      const handler = (callHandlers as Readonly<Record<string, (host: Host, input: never) => Answer | Promise<Answer>>>)[channel];
      if (!handler) throw new Error(`no handler for ${channel}`);
      const answer = await handler(host, input as never);
      if (!answer.ok) noteDamage(host, answer.error);
      return answer;
    } catch (error) {
      return err(reportBug(host, channel, error));
    }
  };

  return (request) => {
    const judged = judgeRequest(host, request, ['query', 'command']);
    if (!judged.ok) return Promise.resolve(judged);
    if (judged.value.kind === 'query' || outOfTurn.has(judged.value.channel)) return handle(judged.value);
    const turn = line.then(() => {
      // who is at the laptop may have changed while it waited
      const still = judgeRequest(host, request, ['command']);
      return still.ok ? handle(still.value) : still;
    });
    line = turn;
    return turn;
  };
};
