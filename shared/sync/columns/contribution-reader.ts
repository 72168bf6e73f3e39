import type { BitReader } from './bits.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { amountOf, common, lowBits, monthsWorked, spelledOut, takeUsual, type Spans, type UsualYear } from './contribution-fields.ts';
import type { KeptPiece } from './fixed-pieces.ts';
import type { JsonBytes } from './json-bytes.ts';
import { between, personPieces } from './person-pieces.ts';

/** Most years that a plain person has. */
const mostYears = 80;
/** What stands before the first row of a list and ends no row before it. */
const endsBefore = 2;

/** Reads what `putContributions` wrote, person by person, as JSON. Throws a RangeError where the columns are damaged. */
export class ContributionReader {
  /** Of the person that was read last. */
  isPlain = true;

  private readonly out: JsonBytes;
  private readonly bits: BitReader;
  private readonly less: ColumnReader;
  private readonly incomeFirst: ColumnReader;
  private readonly incomeLater: ColumnReader;
  private readonly incomeWhole: ColumnReader;
  private readonly years: readonly UsualYear[];
  private readonly lows: readonly number[];
  /** What begins a row, by place of the year and months. */
  private readonly begins: (KeptPiece | undefined)[];
  private rows = 0;

  constructor(source: ColumnSource, out: JsonBytes) {
    const years = takeUsual(source);
    [this.out, this.bits, this.less, this.incomeFirst] = [out, source.bits, source.column('monthsLess'), source.column('incomeFirst')];
    [this.incomeLater, this.incomeWhole, this.years] = [source.column('income'), source.column('incomeWhole'), years];
    this.lows = years.map(({ middle }) => lowBits(middle));
    this.begins = new Array<KeptPiece | undefined>(years.length * 13).fill(undefined);
  }

  private putRow(place: number, months: number, income: number, amount: number): void {
    const { out } = this;
    const begin = (this.begins[place * 13 + months] ??= out.keep(personPieces.yearMonths(this.years[place]!.year * 13 + months)));
    out.part(this.rows === 0 ? begin.start + endsBefore : begin.start, this.rows === 0 ? begin.length - endsBefore : begin.length);
    out.number(income);
    out.piece(between.amount);
    out.number(amount);
    if (!begin.isPlain || !Number.isSafeInteger(income) || income < 0 || !Number.isSafeInteger(amount) || amount < 0) this.isPlain = false;
    this.rows += 1;
  }

  /** Writes the rows of the next person; `count` of `spans` are their spells of work. */
  take(spans: Spans, count: number): void {
    let [share, shares] = [0, 0];
    [this.rows, this.isPlain] = [0, true];
    this.out.piece(between.open);
    for (let place = 0; place < this.years.length; place++) {
      const usual = this.years[place]!;
      const worked = monthsWorked(spans, count, usual.year);
      if (worked === 0) continue;
      const months = worked - this.less.number();
      if (months <= 0) continue;
      const symbol = (shares === 0 ? this.incomeFirst : this.incomeLater).number();
      if (symbol === spelledOut) {
        const income = this.incomeWhole.number();
        this.putRow(place, months, income, this.incomeWhole.number());
        continue;
      }
      let value = usual.common;
      if (symbol !== common) {
        const low = this.lows[place]!;
        const high = symbol % 2 === 0 ? (symbol - 2) / 2 : -(symbol - 1) / 2;
        value = Math.round(usual.middle * (shares === 0 ? 1 : share / shares)) + high * 2 ** low + this.bits.take(low);
        [share, shares] = [share + value / usual.middle, shares + 1];
      }
      this.putRow(place, months, value * months, amountOf(value * months, usual.rate));
    }
    this.out.piece(this.rows === 0 ? between.close : between.endYears);
    if (this.rows > mostYears) this.isPlain = false;
  }
}
