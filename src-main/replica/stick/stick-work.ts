import type { AppError } from '../../../shared/base/app-error.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { StickProgress } from '../../../shared/ipc/stick-state.ts';
import type { Host } from '../session/host-parts.ts';
import { reportBug } from '../session/report-bug.ts';

/** Before the first stick of this run of the host. */
export const noStick: StickProgress = { phase: 'idle', files: 0, filesDone: 0, bytes: 0, written: null, taken: null, error: null };

/** Shows a step. */
export const showStick = (host: Host, step: Partial<StickProgress>): void => {
  host.stick = { ...(host.stick ?? noStick), ...step };
  host.notices.tell('sync');
};

/** Lets the window's calls through; Cancelled where the work was stopped or the laptop locked meanwhile. */
export const breatheOrStop = async (host: Host, office: Host['office'], signal: AbortSignal): Promise<AppError | undefined> => {
  await new Promise<void>((resolve) => setImmediate(resolve));
  return signal.aborted || host.office !== office ? { type: 'Cancelled' } : undefined;
};

/** Runs one piece of work with a stick, shown as it goes; one at a time. Errors: Conflict{what:'stick'} where one runs, and those of the work. */
export const runStickWork = async <T>(host: Host, phase: 'writing' | 'reading', work: (signal: AbortSignal) => Promise<Result<T, AppError>>, done: (value: T) => Partial<StickProgress>): Promise<Result<T, AppError>> => {
  if (host.stopStick) return err({ type: 'Conflict', what: 'stick', id: '' });
  const controller = new AbortController();
  host.stopStick = () => controller.abort();
  showStick(host, { ...noStick, phase });
  try {
    const ended = await work(controller.signal);
    if (ended.ok) showStick(host, { phase: 'done', ...done(ended.value) });
    else showStick(host, { phase: ended.error.type === 'Cancelled' ? 'cancelled' : 'failed', error: ended.error.type === 'Cancelled' ? null : ended.error });
    return ended;
  } catch (error) {
    const bug = reportBug(host, 'stick', error);
    showStick(host, { phase: 'failed', error: bug });
    return err(bug);
  } finally {
    host.stopStick = undefined;
  }
};
