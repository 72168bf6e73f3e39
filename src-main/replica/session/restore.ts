import type { AppError } from '../../../shared/base/app-error.ts';
import { instantOf } from '../../../shared/base/instant.ts';
import { isDamage } from '../../../shared/base/is-damage.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Recovered, RecoveryProgress } from '../../../shared/ipc/recovery.ts';
import { restoreReplica } from '../store/snapshots/restore-replica.ts';
import { checkPassword } from './check-password.ts';
import type { Host } from './host-parts.ts';
import { lock } from './lock.ts';
import { replicaSettings } from './replica-settings.ts';
import { asideFolder } from './set-aside.ts';

/** No restore runs. */
export const noRecovery: RecoveryProgress = { phase: 'idle', done: 0, total: 0 };

const show = (host: Host, progress: RecoveryProgress): void => {
  host.recovery = progress;
  host.notices.tell('recovery');
};

/**
 * recovery.restore: the newest good snapshot and the save file in the place of a damaged replica. Any member of staff may: the password opens the key. Only where the
 * replica is known to be damaged or its disk to fail, because a good one has nothing to gain. The laptop is locked afterwards. Errors: those of `checkPassword` and `restoreReplica`;
 * Conflict{what:'recovery'} where nothing is damaged.
 */
export const restore = async (host: Host, login: string, password: string): Promise<Result<Recovered, AppError>> => {
  if (!host.problem || !isDamage(host.problem)) return err({ type: 'Conflict', what: 'recovery', id: '' });
  const opened = await checkPassword(host, login, password);
  if (!opened.ok) return opened;
  // A damaged file may not even close.
  await lock(host).catch(() => host.log('closeFailed'));
  show(host, { phase: 'checking', done: 0, total: 0 });
  const { keep: _, ...settings } = replicaSettings(host, opened.value.dataKey);
  const restored = await restoreReplica({
    ...settings,
    folders: { journal: host.files.journal, snapshots: host.files.snapshots },
    random: host.ids.random,
    damaged: asideFolder(host),
    progress: async (phase, done, total) => {
      show(host, { phase, done, total });
      // the window is told between two steps
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  }).finally(() => show(host, noRecovery));
  if (!restored.ok) {
    host.log('restoreFailed', { type: restored.error.type, detail: 'detail' in restored.error ? restored.error.detail : '' });
    return restored;
  }
  const { at, saves, torn } = restored.value;
  host.problem = null;
  host.log('restored', { snapshot: at, saves, complete: !torn });
  host.notices.tell('session');
  return ok({ takenAt: at === null ? null : instantOf(at), saves, complete: !torn });
};
