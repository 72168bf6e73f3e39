import type { AppError } from '../../../shared/base/app-error.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { ParsedInputOf } from '../../../shared/ipc/contract.ts';
import { findDeviceSetting, putDeviceSetting } from '../session/device-setting.ts';
import { getOffice, type Host } from '../session/host-parts.ts';

/** office.fallenSeen: a supervisor or an administrator has seen these words that fell away (`FallenRow.id`); they are told no more. Errors: those of the storage. */
export const seeFallen = (host: Host, { ids }: ParsedInputOf<'office.fallenSeen'>): Result<Record<never, never>, AppError> => {
  const { replica, session } = getOffice(host);
  const seen = new Set(ids);
  const left = (findDeviceSetting(replica.db, 'office.fallen') ?? []).filter(({ id }) => !seen.has(id));
  const saved = replica.commit({ durability: 'full', documents: [], sql: (db) => putDeviceSetting(db, 'office.fallen', left) });
  if (!saved.ok) return saved;
  host.log('fallenSeen', { count: ids.length, by: session.staff });
  host.notices.tell('documents');
  return ok({});
};
