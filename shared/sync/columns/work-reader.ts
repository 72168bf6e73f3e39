import type { ColumnReader, ColumnSource } from './column-source.ts';
import type { Spans } from './contribution-fields.ts';
import type { JsonBytes } from './json-bytes.ts';
import { NumberPieces, PieceTable } from './json-pieces.ts';
import { between, personPieces } from './person-pieces.ts';
import { mostSpells } from './work-fields.ts';

/** Months of the years 1900 to 2199. */
const [firstMonth, monthCount] = [1900 * 12, 3600];

/** Reads what `putWork` wrote, person by person, as JSON. Throws a RangeError where the columns are damaged. */
export class WorkReader {
  /** Of the person that was read last: how many spells, and their months. */
  count = 0;
  readonly spans: Spans = new Float64Array(mostSpells * 2);
  isPlain = true;

  private readonly out: JsonBytes;
  private readonly spells: ColumnReader;
  private readonly employers: ColumnReader;
  private readonly places: ColumnReader;
  private readonly positions: ColumnReader;
  private readonly firstSpell: ColumnReader;
  private readonly gap: ColumnReader;
  private readonly lengths: ColumnReader;
  private readonly memory: readonly number[][];
  private readonly employerPieces: PieceTable;
  private readonly positionPieces: PieceTable;
  private readonly monthTo: NumberPieces;
  private readonly monthOngoing: NumberPieces;
  private readonly monthEnd: NumberPieces;

  constructor(source: ColumnSource, out: JsonBytes) {
    [this.out, this.spells, this.employers, this.places, this.positions] = [out, source.column('spells'), source.column('employer'), source.column('positionPlace'), source.column('position')];
    [this.firstSpell, this.gap, this.lengths] = [source.column('firstSpell'), source.column('gap'), source.column('months')];
    this.memory = this.employers.table.map(() => []);
    [this.employerPieces, this.positionPieces] = [new PieceTable(out, this.employers.table, personPieces.employer), new PieceTable(out, this.positions.table, personPieces.position)];
    const months = (make: (typeof personPieces)['monthTo']) => new NumberPieces(out, firstMonth, monthCount, make);
    [this.monthTo, this.monthOngoing, this.monthEnd] = [months(personPieces.monthTo), months(personPieces.monthOngoing), months(personPieces.monthEnd)];
  }

  private positionOf(employer: number): number {
    const known = this.memory[employer];
    if (!known) throw new RangeError('no such employer');
    const place = this.places.number();
    if (place === 0) {
      const position = this.positions.number();
      known.push(position);
      return position;
    }
    const position = known[place - 1];
    if (position === undefined) throw new RangeError('no such position');
    return position;
  }

  /** Writes the spells of the next person. */
  take(birthYear: number): void {
    const { out, spans } = this;
    this.count = this.spells.number();
    this.isPlain = true;
    if (this.count > mostSpells) throw new RangeError('too many spells of work');
    let last = birthYear * 12;
    out.piece(between.open);
    for (let index = 0; index < this.count; index++) {
      const place = this.employers.number();
      const position = this.positionPieces.at(this.positionOf(place));
      const employer = this.employerPieces.at(place);
      const from = last + (index === 0 ? this.firstSpell : this.gap).signed();
      const months = this.lengths.number();
      last = months === 0 ? from : from + months - 1;
      out.part(index === 0 ? employer.start + 1 : employer.start, index === 0 ? employer.length - 1 : employer.length);
      out.piece(position);
      const begin = (months === 0 ? this.monthOngoing : this.monthTo).at(from);
      out.piece(begin);
      if (months > 0) {
        const end = this.monthEnd.at(last);
        out.piece(end);
        if (!end.isPlain) this.isPlain = false;
      }
      if (!employer.isPlain || !position.isPlain || !begin.isPlain) this.isPlain = false;
      spans[index * 2] = from;
      spans[index * 2 + 1] = months === 0 ? Infinity : last + 1;
    }
    out.piece(between.close);
  }
}
