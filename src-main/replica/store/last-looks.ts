import type { StaffId } from '../../../shared/base/ids.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { Case, CaseStep } from '../../../shared/domain/case.ts';
import type { ReadableDb, WritableDb } from './db.ts';

/** Keeps a case as a person has now seen it. Not in the save file: after a restore more is shown as changed, nothing is lost. */
export const noteLook = (db: WritableDb, { step }: { readonly step: CaseStep }, seen: Case): void => {
  db.run(
    'INSERT INTO last_look (staff, document, at, body) VALUES (?, ?, ?, ?) ON CONFLICT (staff, document) DO UPDATE SET at = excluded.at, body = excluded.body', step.by, seen.id, step.at, JSON.stringify(seen),
  );
};

/** The case as the person last saw it, and when; undefined where they never did. */
export const findLastLook = (db: ReadableDb, staff: StaffId, id: string): { readonly at: Instant; readonly seen: Case } | undefined => {
  const row = db.find<{ at: Instant; body: string }>('SELECT at, body FROM last_look WHERE staff = ? AND document = ?', staff, id);
  return row && { at: row.at, seen: JSON.parse(row.body) as Case };
};
