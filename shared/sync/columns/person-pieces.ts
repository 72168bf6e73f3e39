import { fixedPiece } from './fixed-pieces.ts';
import { isPlainWith, jsonPiece, pieceMemory, type JsonPiece } from './json-pieces.ts';
import { monthText, splitTextWithNumber } from './simple-fields.ts';

const unended = (json: string): string => json.slice(0, -1);
const spell = { employer: '', bin: '000000000000', position: '', from: '2000-01', to: null };

/** A letters-and-digits entry up to where its digits go; `whole` makes of its letters what stands in the document. */
const numbered = (isPlain: (text: string) => boolean, whole: (letters: string) => string = (letters) => letters) => pieceMemory((entry: string): JsonPiece => {
  const { letters, digits } = splitTextWithNumber(entry);
  return jsonPiece(unended(JSON.stringify(whole(letters))), isPlain(whole(letters) + '0'.repeat(digits)), digits);
});

const homePiece = (entry: string): JsonPiece => {
  const [district, settlement, street, ...more] = entry.split('\t');
  if (district === undefined || settlement === undefined || street === undefined || more.length > 0) throw new RangeError('no home');
  return jsonPiece(JSON.stringify({ district, settlement, street }).slice(1, -1), isPlainWith({ district, settlement, street }), 0, district);
};
const employerPiece = (entry: string): JsonPiece => {
  const [employer = '', bin = ''] = entry.split('\t');
  return jsonPiece(`,${unended(JSON.stringify({ employer, bin }))},"position":`, isPlainWith({ work: [{ ...spell, employer, bin }] }));
};
const isPlainMonth = (months: number): boolean => isPlainWith({ work: [{ ...spell, from: monthText(months) }] });
const yearPiece = (year: number, months: number): JsonPiece => jsonPiece(`},{"year":${year},"months":${months},"income":`, isPlainWith({ contributions: [{ year, months, income: 0, amount: 0 }] }));
const disabilityPiece = (entry: string): JsonPiece => {
  const [group = '', cause] = entry.split('\t');
  if (group === '') return jsonPiece('null', true, 0, '', true);
  const known = { group: group === 'null' ? null : Number(group), cause };
  return jsonPiece(unended(JSON.stringify(known)), isPlainWith({ disability: { ...known, since: '2000-01-01' } }));
};

/** What a table's entry makes in a person's JSON: one memory for each kind of entry. Of a list, what ends the row before stands in front of a row: the first is written without it. Each throws a RangeError for an entry that nobody writes. */
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
  monthTo: pieceMemory((months: number) => jsonPiece(`${monthText(months)}","to":"`, isPlainMonth(months))),
  monthOngoing: pieceMemory((months: number) => jsonPiece(`${monthText(months)}","to":null}`, isPlainMonth(months))),
  monthEnd: pieceMemory((months: number) => jsonPiece(`${monthText(months)}"}`, isPlainMonth(months))),
  yearMonths: pieceMemory((yearMonths: number) => yearPiece(Math.floor(yearMonths / 13), yearMonths % 13)),
  disability: pieceMemory(disabilityPiece),
} as const;

/** What stands between the fields, which is the same in everybody. */
export const between = {
  id: fixedPiece('{"id":"'), iin: fixedPiece('","iin":'), otherIds: fixedPiece(',"otherIds":['), endOther: fixedPiece('}'), lastNameKk: fixedPiece(',"lastNameKk":'), firstNameKk: fixedPiece(',"firstNameKk":'), patronymicKk: fixedPiece(',"patronymicKk":'),
  lastNameRu: fixedPiece(',"lastNameRu":'), firstNameRu: fixedPiece(',"firstNameRu":'), patronymicRu: fixedPiece(',"patronymicRu":'), birthDate: fixedPiece(',"birthDate":"'), male: fixedPiece('","sex":"male",'), female: fixedPiece('","sex":"female",'),
  house: fixedPiece(',"house":'), phone: fixedPiece(',"phone":'), householdId: fixedPiece(',"householdId":'), work: fixedPiece(',"work":'), contributions: fixedPiece(',"contributions":'), amount: fixedPiece(',"amount":'),
  disability: fixedPiece(',"disability":'), since: fixedPiece(',"since":"'), endDisability: fixedPiece('"}'), synthetic: fixedPiece(',"synthetic":true'), real: fixedPiece(',"synthetic":false'),
  nothing: fixedPiece('null'), quote: fixedPiece('"'), comma: fixedPiece(','), open: fixedPiece('['), close: fixedPiece(']'), endYears: fixedPiece('}]'),
} as const;
