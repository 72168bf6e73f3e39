import type { Case } from '../../../../shared/domain/case.ts';
import type { ReadableDb } from '../../store/db.ts';
import { historyOf } from '../../store/journal.ts';
import { officeAuthorsOf } from '../../store/office-entries.ts';

const typing = new Set(['case.open', 'case.saveDraft', 'case.handOver']);

/** Four eyes: true where somebody opened the case, typed in it or handed it over. Their own work is another's to approve. */
export const hasWorkedOn = (db: ReadableDb, { id, opened, handedOver }: Pick<Case, 'id' | 'opened' | 'handedOver'>, staff: string): boolean =>
  opened.by === staff || handedOver?.by === staff || [...historyOf(db, id), ...officeAuthorsOf(db, id)].some(({ command, author }) => typing.has(command) && author === staff);
