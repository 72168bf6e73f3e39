import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { CollectionName, DocumentOf } from '../../shared/domain/collection.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { QuarantineReason } from '../../shared/sync/receipt.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/** Where the changed document belongs from now on; `joins`: a person who comes along into an area; `leaves`: areas that keep a trace. */
export type Place = { readonly areas: readonly string[]; readonly leaves: readonly string[]; readonly joins?: { readonly person: string; readonly area: string } };

type Placing = (workspace: Workspace, before: WorkingDocument | undefined, after: never) => Result<Place, QuarantineReason>;

const placePerson = (workspace: Workspace, before: WorkingDocument | undefined, person: Person): Result<Place, QuarantineReason> => {
  if (!workspace.districts.has(person.district) || person.synthetic !== workspace.device.training) return err('invalidDocument');
  return ok({ areas: [...new Set([...(before?.areas ?? []), workspace.device.area, person.district])], leaves: [] });
};

const placeCase = (workspace: Workspace, before: WorkingDocument | undefined, after: Case): Result<Place, QuarantineReason> => {
  const person = workspace.documents.get(keyOf('persons', after.personId));
  if (!person) return err('unknownDocument');
  // Whoever could name a stranger's record in a case could carry it to any district by a transfer.
  if (!person.areas.includes(workspace.device.area)) return err('wrongArea');
  if (!before) return after.district === workspace.device.area ? ok({ areas: [after.district], leaves: [] }) : err('wrongArea');
  const from = before.body['district'] as string;
  if (from === after.district) return ok({ areas: before.areas, leaves: [] });
  if (!workspace.districts.has(after.district) || after.transferred?.from !== from || after.transferred.to !== after.district) return err('invalidDocument');
  return ok({ areas: [after.district], leaves: before.areas, joins: { person: after.personId, area: after.district } });
};

const placeBatch = (workspace: Workspace, before: WorkingDocument | undefined, batch: Batch): Result<Place, QuarantineReason> =>
  batch.district === workspace.device.area ? ok({ areas: before?.areas ?? [batch.district], leaves: [] }) : err('wrongArea');

const placings: { readonly [C in CollectionName]: (workspace: Workspace, before: WorkingDocument | undefined, after: DocumentOf[C]) => Result<Place, QuarantineReason> } = { persons: placePerson, cases: placeCase, batches: placeBatch };

/** Which areas hold the document after the change, or why it has no place. `after` is valid for `collection`. */
export const placeDocument = <C extends CollectionName>(workspace: Workspace, collection: C, before: WorkingDocument | undefined, after: DocumentOf[C]): Result<Place, QuarantineReason> =>
  (placings[collection] as Placing)(workspace, before, after as never);
