import { utf8 } from '../../base/bytes.ts';
import { isPlainlyPerson } from '../../domain/plainly-person.ts';
import type { ColumnReader } from './column-source.ts';
import type { KeptPiece } from './fixed-pieces.ts';
import type { JsonBytes } from './json-bytes.ts';

/**
 * A part of a document's JSON, and whether a document with it may plainly be a person (`isPlainlyPerson`): decided once for each text, not once a person. `digits`: so many digits and a quote follow. `district`: of a home.
 * `isNone`: it is `null`, and no day follows.
 */
export type JsonPiece = { readonly bytes: Uint8Array; readonly isPlain: boolean; readonly digits: number; readonly district: string; readonly isNone: boolean };

/** Plainly a person, with as little in it as can be: whether a field holds is asked with it in this one's place. */
const sample = {
  id: '00000000-0000-7000-8000-000000000000', iin: null, otherIds: [], lastNameKk: 'А', firstNameKk: 'А', patronymicKk: '', lastNameRu: 'А', firstNameRu: 'А', patronymicRu: '', birthDate: '2000-01-01', sex: 'male', district: '000000000',
  settlement: '', street: '', house: '', phone: '', householdId: null, work: [], contributions: [], disability: null, synthetic: true,
};

/** True where a person with these fields may be plainly one. */
export const isPlainWith = (fields: Readonly<Record<string, unknown>>): boolean => isPlainlyPerson({ ...sample, ...fields });

/** A piece: `json` as it will stand in the document. */
export const jsonPiece = (json: string, isPlain: boolean, digits = 0, district = '', isNone = false): JsonPiece => ({ bytes: utf8(json), isPlain, digits, district, isNone });

/** More would be no district's: the memory begins anew. */
const mostRemembered = 100_000;

/** Pieces of texts or numbers, each made when it is first asked for and remembered for the next chunk, which has most of them too. */
export const pieceMemory = <K>(make: (of: K) => JsonPiece): ((of: K) => JsonPiece) => {
  const known = new Map<K, JsonPiece>();
  return (of) => {
    let piece = known.get(of);
    if (piece) return piece;
    if (known.size > mostRemembered) known.clear();
    known.set(of, (piece = make(of)));
    return piece;
  };
};

/** Pieces by places of a column's table, taken up by `out` as they are first wanted. */
export class PieceTable {
  private readonly known: (KeptPiece | undefined)[];
  private readonly out: JsonBytes;
  private readonly table: readonly string[];
  private readonly make: (text: string) => JsonPiece;

  constructor(out: JsonBytes, table: readonly string[], make: (text: string) => JsonPiece) {
    [this.known, this.out, this.table, this.make] = [new Array<KeptPiece | undefined>(table.length).fill(undefined), out, table, make];
  }

  /** Throws a RangeError for a place that the table does not have. */
  at(place: number): KeptPiece {
    const piece = this.known[place];
    if (piece) return piece;
    const text = this.table[place];
    if (text === undefined) throw new RangeError('no such text');
    return (this.known[place] = this.out.keep(this.make(text)));
  }
}

/** A column of texts that are read as pieces. */
export class PieceColumn {
  private readonly column: ColumnReader;
  private readonly pieces: PieceTable;

  constructor(out: JsonBytes, column: ColumnReader, make: (text: string) => JsonPiece) {
    [this.column, this.pieces] = [column, new PieceTable(out, column.table, make)];
  }

  /** Throws a RangeError where the column ends or is damaged. */
  next(): KeptPiece {
    return this.pieces.at(this.column.number());
  }
}

/** Pieces of whole numbers from `least`; of those far from it each is made whenever it is wanted. */
export class NumberPieces {
  private readonly known: (KeptPiece | undefined)[];
  private readonly out: JsonBytes;
  private readonly least: number;
  private readonly make: (value: number) => JsonPiece;

  constructor(out: JsonBytes, least: number, count: number, make: (value: number) => JsonPiece) {
    [this.known, this.out, this.least, this.make] = [new Array<KeptPiece | undefined>(count).fill(undefined), out, least, make];
  }

  at(value: number): KeptPiece {
    const place = value - this.least;
    const piece = this.known[place];
    if (piece) return piece;
    const made = this.out.keep(this.make(value));
    if (place >= 0 && place < this.known.length) this.known[place] = made;
    return made;
  }
}
