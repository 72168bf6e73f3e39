import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import type { QueueView } from '../../../../shared/ipc/queue-rows.ts';
import { findDeviceSetting, putDeviceSetting } from '../../session/device-setting.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';

/** More than anybody keeps in mind. */
const mostViews = 20;

const change = (host: Host, next: (views: readonly QueueView[]) => readonly QueueView[]): Result<Record<never, never>, AppError> => {
  const { replica, session } = getOffice(host);
  const all = findDeviceSetting(replica.db, 'desk.views') ?? {};
  const views = next(all[session.staff] ?? []);
  if (views.length > mostViews) return err({ type: 'InvalidInput', issues: [{ path: 'name', code: 'tooMany' }] });
  const saved = replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'desk.views', { ...all, [session.staff]: [...views] }) });
  if (saved.ok) host.notices.tell('documents');
  return saved.ok ? ok({}) : saved;
};

/** queue.saveView: keeps a filter under a name; a view of that name is replaced. InvalidInput{tooMany} beyond twenty. */
export const saveQueueView = (host: Host, view: QueueView): Result<Record<never, never>, AppError> =>
  change(host, (views) => (views.some(({ name }) => name === view.name) ? views.map((one) => (one.name === view.name ? view : one)) : [...views, view]));

/** queue.removeView: forgets it; does nothing where there is none. */
export const removeQueueView = (host: Host, { name }: Pick<QueueView, 'name'>): Result<Record<never, never>, AppError> => change(host, (views) => views.filter((one) => one.name !== name));
