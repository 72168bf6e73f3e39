import { utf8 } from '../../base/bytes.ts';
import { isPlainWith, jsonPiece, pieceMemory, type JsonPiece } from './json-pieces.ts';
import { monthText, splitTextWithNumber } from './simple-fields.ts';

/** Up to where so many digits and a quote follow. */
export type NumberedPiece = JsonPiece & { readonly digits: number };
export type HomePiece = JsonPiece & { readonly district: string };
/** Up to the day; `null` and no day where there is none. */
export type DisabilityPiece = JsonPiece & { readonly isNone: boolean };

const unended = (json: string): string => json.slice(0, -1);
const spell = { employer: '', bin: '000000000000', position: '', from: '2000-01', to: null };

/** A letters-and-digits entry up to where its digits go; `whole` makes of its letters what stands in the document. */
const numbered = (isPlain: (text: string) => boolean, whole: (letters: string) => string = (letters) => letters) => pieceMemory((entry: string): NumberedPiece => {
  const { letters, digits } = splitTextWithNumber(entry);
  return { ...jsonPiece(unended(JSON.stringify(whole(letters))), isPlain(whole(letters) + '0'.repeat(digits))), digits };
});

const homePiece = (entry: string): HomePiece => {
  const [district, settlement, street, ...more] = entry.split('\t');
  if (district === undefined || settlement === undefined || street === undefined || more.length > 0) throw new RangeError('no home');
  return { ...jsonPiece(JSON.stringify({ district, settlement, street }).slice(1, -1), isPlainWith({ district, settlement, street })), district };
};
const employerPiece = (entry: string): JsonPiece => {
  const [employer = '', bin = ''] = entry.split('\t');
  return jsonPiece(`${unended(JSON.stringify({ employer, bin }))},"position":`, isPlainWith({ work: [{ ...spell, employer, bin }] }));
};
const disabilityPiece = (entry: string): DisabilityPiece => {
  const [group = '', cause] = entry.split('\t');
  if (group === '') return { ...jsonPiece('null', true), isNone: true };
  const known = { group: group === 'null' ? null : Number(group), cause };
  return { ...jsonPiece(`${unended(JSON.stringify(known))}`, isPlainWith({ disability: { ...known, since: '2000-01-01' } })), isNone: false };
};

/** What a table's entry makes in a person's JSON: one memory for each kind of entry. Each throws a RangeError for an entry that nobody writes. */
export const personPieces = {
  name: pieceMemory((name: string) => jsonPiece(JSON.stringify(name), isPlainWith({ lastNameKk: name }))),
  patronymic: pieceMemory((name: string) => jsonPiece(JSON.stringify(name), isPlainWith({ patronymicKk: name }))),
  house: pieceMemory((house: string) => jsonPiece(JSON.stringify(house), isPlainWith({ house }))),
  iin: numbered((iin) => isPlainWith({ iin })),
  otherKind: pieceMemory((kind: string) => jsonPiece(`${unended(JSON.stringify({ kind }))},"value":`, isPlainWith({ otherIds: [{ kind, value: '' }] }))),
  otherValue: numbered((value) => isPlainWith({ otherIds: [{ kind: '', value }] })),
  phone: numbered((phone) => isPlainWith({ phone }), (letters) => (letters.startsWith('=') ? letters.slice(1) : `+779${letters}`)),
  home: pieceMemory(homePiece),
  employer: pieceMemory(employerPiece),
  position: pieceMemory((position: string) => jsonPiece(`${JSON.stringify(position)},"from":"`, isPlainWith({ work: [{ ...spell, position }] }))),
  month: pieceMemory((months: number) => jsonPiece(monthText(months), isPlainWith({ work: [{ ...spell, from: monthText(months) }] }))),
  year: pieceMemory((year: number) => jsonPiece(`{"year":${year},"months":`, isPlainWith({ contributions: [{ year, months: 0, income: 0, amount: 0 }] }))),
  disability: pieceMemory(disabilityPiece),
} as const;

/** What stands between the fields, which is the same in everybody. */
export const between = {
  id: utf8('{"id":"'), iin: utf8('","iin":'), otherIds: utf8(',"otherIds":['), endOther: utf8('}'), lastNameKk: utf8(',"lastNameKk":'), firstNameKk: utf8(',"firstNameKk":'), patronymicKk: utf8(',"patronymicKk":'),
  lastNameRu: utf8(',"lastNameRu":'), firstNameRu: utf8(',"firstNameRu":'), patronymicRu: utf8(',"patronymicRu":'), birthDate: utf8(',"birthDate":"'), male: utf8('","sex":"male",'), female: utf8('","sex":"female",'),
  house: utf8(',"house":'), phone: utf8(',"phone":'), householdId: utf8(',"householdId":'), work: utf8(',"work":'), to: utf8('","to":"'), endSpell: utf8('"}'), endOngoing: utf8('","to":null}'),
  contributions: utf8(',"contributions":'), income: utf8(',"income":'), amount: utf8(',"amount":'), endYear: utf8('}'), disability: utf8(',"disability":'), since: utf8(',"since":"'), endDisability: utf8('"}'),
  synthetic: utf8(',"synthetic":true'), real: utf8(',"synthetic":false'), nothing: utf8('null'), quote: utf8('"'), comma: utf8(','), open: utf8('['), close: utf8(']'),
} as const;
