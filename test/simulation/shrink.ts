import type { History, Step } from './history.ts';
import { play } from './play.ts';
import type { Wraps } from './world.ts';

/** Simpler forms of a step: without its crash, without its faults. */
const simpler = (step: Step): Step[] => {
  const forms: Step[] = [];
  if ('crash' in step) {
    const { crash: _, ...rest } = step;
    forms.push(rest as Step);
  }
  if (step.do === 'sync' && step.faults.length > 0) forms.push({ ...step, faults: [] });
  return forms;
};

/** The history with every step dropped, and every fault of a step, without which it still fails in the same way. At most `most` plays. */
export const shrink = async (history: History, kind: string, wraps: Wraps = {}, most = 400): Promise<History> => {
  let [best, tries] = [history, 0];
  const fails = async (steps: readonly Step[]): Promise<boolean> => {
    if (tries++ >= most) return false;
    const played = await play({ ...history, steps }, wraps).catch(() => undefined);
    const failed = played?.faults.some((fault) => fault.kind === kind) ?? false;
    if (failed) best = { ...history, steps };
    return failed;
  };
  for (let size = Math.ceil(history.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.steps.length - size; at >= 0; at -= size) await fails([...best.steps.slice(0, at), ...best.steps.slice(at + size)]);
  }
  for (let at = 0; at < best.steps.length; at++) for (const form of simpler(best.steps[at]!)) await fails(best.steps.with(at, form));
  return best;
};
