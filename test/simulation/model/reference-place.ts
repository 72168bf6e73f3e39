import { same, type Fields, type ModelDevice, type ModelDocument } from './shapes.ts';

/** What placing may look at: the centre's documents, the districts there are, where each device works, and the centre's time. */
export type PlaceContext = { readonly documents: ReadonlyMap<string, ModelDocument>; readonly districts: readonly string[]; readonly areaOf: (device: string) => string; readonly at: string };

type Place = { readonly refused: string } | { readonly areas: readonly string[] };

/** What says who a person is; another district than the one that registered them may not. */
const whoTheyAre = ['iin', 'lastNameKk', 'firstNameKk', 'patronymicKk', 'lastNameRu', 'firstNameRu', 'patronymicRu', 'birthDate', 'sex', 'district', 'mergedInto', 'merge'];

const dayAfter = (at: string): string => new Date(Date.parse(at) + 24 * 3600 * 1000).toISOString().slice(0, 10);

/** What cannot be true of anybody. The histories know impossible ИИН only, so any is one. */
const impossible = (person: Fields, { districts, at }: PlaceContext): string[] => {
  const born = String(person['birthDate']);
  return [
    ...(person['iin'] === null ? [] : ['iin']),
    ...(born > dayAfter(at) || born < '1880-01-01' ? ['birthDate'] : []),
    ...(districts.includes(String(person['district'])) ? [] : ['district']),
  ];
};

/** The district that registered a person; of an imported record the one it names. */
export const registryOf = (person: ModelDocument, areaOf: (device: string) => string): unknown => (person.madeBy[1] ? areaOf(person.madeBy[1].device) : person.body['district']);

const placePerson = (context: PlaceContext, device: ModelDevice, before: ModelDocument | undefined, after: Fields): Place => {
  const isNew = (field: string) => !before || !same(before.body[field] ?? null, after[field] ?? null);
  if (impossible(after, context).some(isNew)) return { refused: 'invalidDocument' };
  // Their registry: of the district that registered them, of an imported record the one it names.
  const maker = before?.madeBy[1];
  const registry = !before ? device.area : maker ? context.areaOf(maker.device) : before.body['district'];
  if (before && registry !== device.area && whoTheyAre.some(isNew)) return { refused: 'wrongArea' };
  return { areas: before?.areas ?? [device.area] };
};

/** Which areas hold the document from now on. A person is held where they were registered and wherever a case of theirs went; a case by one district. */
export const placeOf = (context: PlaceContext, device: ModelDevice, collection: string, before: ModelDocument | undefined, after: Fields): Place => {
  const district = String(after['district']);
  if (collection.endsWith('Tasks')) return before ? { areas: before.areas } : { refused: 'notAllowed' };
  if (collection === 'batches') return district === device.area ? { areas: before?.areas ?? [district] } : { refused: 'wrongArea' };
  if (collection === 'persons') return placePerson(context, device, before, after);
  const person = context.documents.get(`persons/${String(after['personId'])}`);
  if (!person) return { refused: 'unknownDocument' };
  if (!person.areas.includes(device.area)) return { refused: 'wrongArea' };
  if (!before) return district === device.area ? { areas: [district] } : { refused: 'wrongArea' };
  if (before.body['district'] === district) return { areas: before.areas };
  const step = after['transferred'] as { from?: string; to?: string } | null;
  return context.districts.includes(district) && step?.from === before.body['district'] && step?.to === district ? { areas: [district] } : { refused: 'invalidDocument' };
};
