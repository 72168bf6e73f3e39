import { canonicalJson } from '../../shared/base/canonical-json.ts';
import { instantOf } from '../../shared/base/instant.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { CollectionName, DocumentOf } from '../../shared/domain/collection.ts';
import { personIssues } from '../../shared/domain/person-issues.ts';
import { isPlainlyPerson } from '../../shared/domain/plainly-person.ts';
import { Person } from '../../shared/domain/person.ts';
import type { QuarantineReason } from '../../shared/sync/receipt.ts';
import { entryKeyOf } from '../store/device-stays.ts';
import { placeOfCase, placeOfDecision } from './decision-rights.ts';
import { caseAreasOf } from './follow-person.ts';
import { keyOf, type WorkingDocument, type Workspace } from './workspace.ts';

/** Where the changed document belongs from now on; `joins`: a person who comes along into an area; `leaves`: areas that keep a trace. */
export type Place = { readonly areas: readonly string[]; readonly leaves: readonly string[]; readonly joins?: { readonly person: string; readonly area: string } };

type Placing = (workspace: Workspace, before: WorkingDocument | undefined, after: never) => Result<Place, QuarantineReason>;

/** What says who a person is, or that a record is a second one of theirs: not for a district that only works on a case of theirs to change. */
const identityFields = ['iin', 'lastNameKk', 'firstNameKk', 'patronymicKk', 'lastNameRu', 'firstNameRu', 'patronymicRu', 'birthDate', 'sex', 'district', 'mergedInto', 'merge'] as const;

/** The district whose registry a person is in: the one that registered them (where the laptop that did it worked then), of an imported record the one it names. */
export const holderOf = ({ device, makers }: Workspace, { created, fieldVersions, body }: WorkingDocument): unknown => {
  const maker = fieldVersions.writers[1];
  if (created) return device.area;
  return maker === undefined ? body['district'] : makers.get(entryKeyOf([maker[0], maker[1]]));
};

/** The centre's clock is in UTC, and somewhere in the country the next day has begun. */
const tomorrow = (at: string): string => instantOf(Date.parse(at) + 86_400_000).slice(0, 10);

const placePerson = (workspace: Workspace, before: WorkingDocument | undefined, person: Person): Result<Place, QuarantineReason> => {
  const { device } = workspace;
  if (person.synthetic !== device.training) return err('invalidDocument');
  // Only of what is new: a record that came with an old fault must not be beyond mending.
  let known: Readonly<Record<string, unknown>> | undefined;
  const changed = (field: string) => {
    const value = (person as unknown as Readonly<Record<string, unknown>>)[field];
    if (before?.body[field] === value) return false;
    known ??= (isPlainlyPerson(before?.body) ? before?.body : Person.safeParse(before?.body).data) ?? before?.body ?? {};
    return canonicalJson(known[field] ?? null) !== canonicalJson(value ?? null);
  };
  const setting = { today: tomorrow(workspace.at), training: device.training, isDistrict: (kato: string) => workspace.districts.has(kato) };
  const mayHaveIssues = !before || before.body['iin'] !== person.iin || before.body['birthDate'] !== person.birthDate || before.body['district'] !== person.district;
  if (mayHaveIssues && personIssues(person, setting).some(({ path }) => !before || changed(path))) return err('invalidDocument');
  if (before && holderOf(workspace, before) !== device.area && identityFields.some(changed)) return err('wrongArea');
  // The district of the address is a word about the person; who may read the record is another matter.
  return ok({ areas: before?.areas ?? [device.area], leaves: [] });
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

/**
 * What a commission says of a person stays in its district (but for extracts), and is of somebody whom the district has, or had until their last case left while they were examined: then it has them again. Of somebody the centre does not know yet it is taken: a laptop of an earlier version hands in an act before its person.
 */
const placeOfPerson = (workspace: Workspace, before: WorkingDocument | undefined, after: { readonly district: string; readonly personId: string }): Result<Place, QuarantineReason> => {
  const person = before ? undefined : workspace.documents.get(keyOf('persons', after.personId));
  const place = placeHere(workspace, before, after);
  if (!person || person.areas.includes(workspace.device.area) || !place.ok) return place;
  return workspace.parted.has(person.id) || workspace.departures.has(keyOf('persons', person.id)) ? ok({ ...place.value, joins: { person: person.id, area: workspace.device.area } }) : err('wrongArea');
};

/** What an act says to those who pay is for every district that has a case of its person, beside the one whose commission says it. */
const placeExtract = (workspace: Workspace, before: WorkingDocument | undefined, after: { readonly district: string; readonly personId: string }): Result<Place, QuarantineReason> => {
  const place = placeOfPerson(workspace, before, after);
  return before || !place.ok ? place : ok({ ...place.value, areas: [...new Set([after.district, ...caseAreasOf(workspace, after.personId)])] });
};

/** What stays in the district that made it. */
const placeHere = (workspace: Workspace, before: WorkingDocument | undefined, after: { readonly district: string }): Result<Place, QuarantineReason> =>
  after.district === workspace.device.area ? ok({ areas: before?.areas ?? [after.district], leaves: [] }) : err('wrongArea');

const placeBatch = (workspace: Workspace, before: WorkingDocument | undefined, batch: Batch): Result<Place, QuarantineReason> => placeHere(workspace, before, batch);

/** A dispute stands where what it is about stands; the centre makes it and moves it. */
const placeTask = (_workspace: Workspace, before: WorkingDocument | undefined): Result<Place, QuarantineReason> => (before ? ok({ areas: before.areas, leaves: [] }) : err('notAllowed'));

const placings: { readonly [C in CollectionName]: (workspace: Workspace, before: WorkingDocument | undefined, after: DocumentOf[C]) => Result<Place, QuarantineReason> } = { 
  persons: placePerson, cases: placeCase, batches: placeBatch, assessments: placeOfPerson, opinions: placeHere, acts: placeOfPerson, programmes: placeOfPerson, registers: placeHere, reports: placeHere, extracts: placeExtract,
  decisions: placeOfDecision, scans: placeOfCase, ledger: () => err('wrongArea'),
  registryTasks: placeTask, caseworkTasks: placeTask, medicalTasks: placeTask,
};

/** Which areas hold the document after the change, or why it has no place. `after` is valid for `collection`. */
export const placeDocument = <C extends CollectionName>(workspace: Workspace, collection: C, before: WorkingDocument | undefined, after: DocumentOf[C]): Result<Place, QuarantineReason> =>
  (placings[collection] as Placing)(workspace, before, after as never);
