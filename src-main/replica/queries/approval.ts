import type { CaseId } from '../../../shared/base/ids.ts';
import type { ReadableDb } from '../store/db.ts';
import { historyOf } from '../store/journal.ts';

/** True while the newest approval of a case was given on this laptop and is in no batch yet: it can still be taken back without anybody having heard of it. */
export const isApprovalUnreleased = (db: ReadableDb, id: CaseId): boolean => {
  const newest = historyOf(db, id).findLast((entry) => entry.command === 'case.approve');
  return newest !== undefined && newest.batch === null && newest.receipt === null;
};

/** True while the newest entry of a case is its return, made on this laptop and in no batch: nobody has mended anything on its ground. */
export const isReturnUntouched = (db: ReadableDb, id: CaseId): boolean => {
  const newest = historyOf(db, id).at(-1);
  return newest?.command === 'case.return' && newest.batch === null && newest.receipt === null;
};
