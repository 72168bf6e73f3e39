import type { AppError } from '../../../../shared/base/app-error.ts';
import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { noteOpened } from '../../session/opened-records.ts';
import { getOffice, type Host } from '../../session/host-parts.ts';
import { findDocument } from '../../store/documents.ts';
import { composeEntries } from '../compose-entries.ts';
import { saveComposed } from '../save-changes.ts';

type Record = 'assessments' | 'acts' | 'programmes';
const commands = { assessments: 'assessment.read', acts: 'act.read', programmes: 'programme.read' } as const satisfies { readonly [R in Record]: string };
const nouns = { assessments: 'assessment', acts: 'act', programmes: 'programme' } as const satisfies { readonly [R in Record]: string };

/** A medical record is opened: first the trace in the journal, on disk, then the record. Errors: NotFound, those of the storage (no trace, no reading). */
export const readRecord = (host: Host, collection: Record, id: string): Result<void, AppError> => {
  const office = getOffice(host);
  if (!findDocument(office.replica, collection, id)) return err({ type: 'NotFound', what: nouns[collection], id });
  const saved = saveComposed(host, [], composeEntries(host, commands[collection], [], [{ collection, id }]));
  if (saved.ok) noteOpened(office, id);
  return saved.ok ? ok() : saved;
};
