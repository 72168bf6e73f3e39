import { utf8 } from '../../base/bytes.ts';
import { isPlainlyPerson } from '../../domain/plainly-person.ts';
import type { ColumnReader } from './column-source.ts';

/** A part of a document's JSON, and whether a document with it may plainly be a person (`isPlainlyPerson`): decided once for each text of a chunk, not once a person. */
export type JsonPiece = { readonly bytes: Uint8Array; readonly isPlain: boolean };

/** Plainly a person, with as little in it as can be: whether a field holds is asked with it in this one's place. */
const sample = {
  id: '00000000-0000-7000-8000-000000000000', iin: null, otherIds: [], lastNameKk: 'А', firstNameKk: 'А', patronymicKk: '', lastNameRu: 'А', firstNameRu: 'А', patronymicRu: '', birthDate: '2000-01-01', sex: 'male', district: '000000000',
  settlement: '', street: '', house: '', phone: '', householdId: null, work: [], contributions: [], disability: null, synthetic: true,
};

/** True where a person with these fields may be plainly one. */
export const isPlainWith = (fields: Readonly<Record<string, unknown>>): boolean => isPlainlyPerson({ ...sample, ...fields });

/** A piece: `json` as it will stand in the document. */
export const jsonPiece = (json: string, isPlain: boolean): JsonPiece => ({ bytes: utf8(json), isPlain });

/** More would be no district's: the memory begins anew. */
const mostRemembered = 100_000;

/** Pieces of texts or numbers, each made when it is first asked for and remembered for the next chunk, which has most of them too. */
export const pieceMemory = <K, P extends JsonPiece>(make: (of: K) => P): ((of: K) => P) => {
  const known = new Map<K, P>();
  return (of) => {
    let piece = known.get(of);
    if (piece) return piece;
    if (known.size > mostRemembered) known.clear();
    known.set(of, (piece = make(of)));
    return piece;
  };
};

/** Pieces by places of a column's table, without looking the text up each time. */
export class PieceTable<P extends JsonPiece> {
  private readonly known: (P | undefined)[];
  private readonly table: readonly string[];
  private readonly make: (text: string) => P;

  constructor(table: readonly string[], make: (text: string) => P) {
    [this.known, this.table, this.make] = [new Array<P | undefined>(table.length).fill(undefined), table, make];
  }

  /** Throws a RangeError for a place that the table does not have. */
  at(place: number): P {
    const piece = this.known[place];
    if (piece) return piece;
    const text = this.table[place];
    if (text === undefined) throw new RangeError('no such text');
    return (this.known[place] = this.make(text));
  }
}

/** A column of texts that are read as pieces. */
export class PieceColumn<P extends JsonPiece> {
  private readonly column: ColumnReader;
  private readonly pieces: PieceTable<P>;

  constructor(column: ColumnReader, make: (text: string) => P) {
    [this.column, this.pieces] = [column, new PieceTable(column.table, make)];
  }

  /** Throws a RangeError where the column ends or is damaged. */
  next(): P {
    return this.pieces.at(this.column.number());
  }
}
