import { utf8 } from '../../base/bytes.ts';
import { makeTrainingIin, trainingCheckDigit, type Sex } from '../../domain/iin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { WorkSpell } from '../../domain/person.ts';
import type { BitReader } from './bits.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { spansOf } from './contribution-fields.ts';
import { ContributionReader } from './contribution-reader.ts';
import { DayReader } from './day-reader.ts';
import type { KeptPiece } from './fixed-pieces.ts';
import { JsonBytes } from './json-bytes.ts';
import { isPlainWith, PieceColumn } from './json-pieces.ts';
import { NameReader } from './name-reader.ts';
import { iinKinds, placeKinds } from './person-kinds.ts';
import { between, personPieces } from './person-pieces.ts';
import { takeDigits } from './simple-fields.ts';
import { UuidReader } from './uuid-reader.ts';
import { WorkReader } from './work-reader.ts';

const [usualBytes, mostOtherIds, refusedOtherIds] = [1600, 20, 100];

/** Writes persons as JSON as it reads them out of the columns, one a call. What is said of a person's plainness is said by `isPlainlyPerson`, of each text of a table once. */
export class PersonReader {
  readonly out: JsonBytes;
  /** Of the person that was read last. */
  district = '';

  private isPlain = true;
  private time = 0;
  private home: KeptPiece | undefined;
  private house: KeptPiece | undefined;
  private hasHousehold = false;
  private readonly bits: BitReader;
  private readonly ids: UuidReader;
  private readonly births: DayReader;
  private readonly iinKind: ColumnReader;
  private readonly iinSerials: ColumnReader;
  private readonly lowestSerial: number;
  private readonly otherIds: ColumnReader;
  private readonly otherKinds: PieceColumn;
  private readonly otherValues: PieceColumn;
  private readonly names: NameReader;
  private readonly places: ColumnReader;
  private readonly households: UuidReader;
  private readonly homes: PieceColumn;
  private readonly houses: PieceColumn;
  private readonly phones: PieceColumn;
  private readonly json: ColumnReader;
  private readonly workKind: ColumnReader;
  private readonly work: WorkReader;
  private readonly contributionKind: ColumnReader;
  private readonly contributions: ContributionReader;
  private readonly disabilities: PieceColumn;
  private readonly disabilityDays: DayReader;
  private readonly synthetic: ColumnReader;

  /** `count`: how many there are, for the room they take. Throws a RangeError where the columns are damaged. */
  constructor(source: ColumnSource, count: number) {
    const out = new JsonBytes(count * usualBytes + 4096);
    const pieces = (name: string, make: (typeof personPieces)['home']) => new PieceColumn(out, source.column(name), make);
    [this.out, this.bits, this.ids, this.households] = [out, source.bits, new UuidReader(source.bits, source.column('id'), out), new UuidReader(source.bits, source.column('household'), out)];
    [this.births, this.disabilityDays] = [new DayReader(source.bits, source.column('birthYear'), out), new DayReader(source.bits, source.column('disabilityYear'), out)];
    [this.iinKind, this.iinSerials, this.otherIds, this.places, this.json] = [source.column('iin'), source.column('iinSerial'), source.column('otherIds'), source.column('place'), source.column('json')];
    [this.otherKinds, this.otherValues, this.names] = [pieces('otherKind', personPieces.otherKind), pieces('otherValue', personPieces.otherValue), new NameReader(source, out)];
    [this.homes, this.houses, this.phones, this.disabilities] = [pieces('home', personPieces.home), pieces('house', personPieces.house), pieces('phone', personPieces.phone), pieces('disability', personPieces.disability)];
    [this.workKind, this.work, this.contributionKind, this.synthetic] = [source.column('workKind'), new WorkReader(source, out), source.column('contributionKind'), source.column('synthetic')];
    this.contributions = new ContributionReader(source, out);
    this.lowestSerial = this.iinSerials.number();
  }

  /** Reads the next person; true where it is plainly one. Throws where the columns are damaged. */
  takePerson(): boolean {
    const { out, births } = this;
    this.isPlain = true;
    out.piece(between.id);
    this.time = this.ids.take(this.time);
    this.ids.say();
    const sex = this.bits.take(1) === 1 ? 'male' : 'female';
    births.take(1980);
    this.takeIin(sex);
    this.takeOtherIds();
    if (!this.names.take(sex)) this.isPlain = false;
    this.sayDay(between.birthDate, births);
    out.piece(sex === 'male' ? between.male : between.female);
    this.takeHome();
    this.takeHistory(births.year);
    out.piece(between.disability);
    const disability = this.disabilities.next();
    this.put(disability);
    if (!disability.isNone) {
      this.disabilityDays.take(births.year);
      this.sayDay(between.since, this.disabilityDays);
      out.piece(between.endDisability);
    }
    out.piece(this.synthetic.number() === 1 ? between.synthetic : between.real);
    return this.isPlain;
  }

  private put(piece: KeptPiece): void {
    this.out.piece(piece);
    if (!piece.isPlain) this.isPlain = false;
  }

  private putNumbered(piece: KeptPiece): void {
    this.put(piece);
    takeDigits(this.bits, piece.digits, this.out);
    this.out.piece(between.quote);
  }

  private sayDay(before: KeptPiece, day: DayReader): void {
    this.out.piece(before);
    day.say();
    if (!day.isDay) this.isPlain = false;
  }

  private takeIin(sex: Sex): void {
    const { out, births } = this;
    out.piece(between.iin);
    const kind = this.iinKind.number();
    if (kind === iinKinds.other) return this.putNumbered(out.keep(personPieces.iin(this.json.text())));
    if (kind > iinKinds.other) throw new RangeError('no such number');
    if (kind === iinKinds.none) return out.piece(between.nothing);
    const serial = Math.min(9999, this.lowestSerial + this.iinSerials.number());
    if (!births.isDay) return this.putOddIin(sex, serial);
    const [day, tail] = [((births.year % 100) * 100 + births.month) * 100 + births.day, (sex === 'male' ? 70_000 : 80_000) + serial];
    const check = trainingCheckDigit(day, tail);
    if (check === undefined) return out.piece(between.nothing);
    out.piece(between.quote);
    out.digits(day, 6);
    out.digits(tail, 5);
    out.digits(check, 1);
    out.piece(between.quote);
  }

  /** Of a day that is none: as the sender would have made it. */
  private putOddIin(sex: Sex, serial: number): void {
    const iin = makeTrainingIin(this.births.text as PlainDate, sex, serial);
    this.out.once(utf8(iin === undefined ? 'null' : `"${iin}"`));
  }

  private takeOtherIds(): void {
    const { out } = this;
    out.piece(between.otherIds);
    const count = this.otherIds.number();
    if (count > refusedOtherIds) throw new RangeError('too many');
    if (count > mostOtherIds) this.isPlain = false;
    for (let index = 0; index < count; index++) {
      if (index > 0) out.piece(between.comma);
      this.put(this.otherKinds.next());
      this.putNumbered(this.otherValues.next());
      out.piece(between.endOther);
    }
    out.piece(between.close);
  }

  private takeHome(): void {
    const { out } = this;
    const place = this.places.number();
    if (place === placeKinds.household) this.households.take(this.time);
    if (place !== placeKinds.sameHome) [this.home, this.house, this.hasHousehold] = [this.homes.next(), this.houses.next(), place === placeKinds.household];
    if (!this.home || !this.house || place > placeKinds.alone) throw new RangeError('no such home');
    this.district = this.home.district;
    this.put(this.home);
    out.piece(between.house);
    this.put(this.house);
    out.piece(between.phone);
    this.putNumbered(this.phones.next());
    out.piece(between.householdId);
    if (!this.hasHousehold) return out.piece(between.nothing);
    out.piece(between.quote);
    this.households.say();
    out.piece(between.quote);
  }

  /** Work, and the contributions that are told by it. */
  private takeHistory(birthYear: number): void {
    const { out, work, contributions } = this;
    out.piece(between.work);
    const isSpelledOut = this.workKind.number() !== 0;
    const spelledOut = isSpelledOut ? (this.putSpelledOut('work') as WorkSpell[]) : [];
    if (!isSpelledOut) {
      work.take(birthYear);
      if (!work.isPlain) this.isPlain = false;
    }
    out.piece(between.contributions);
    if (this.contributionKind.number() !== 0) return void this.putSpelledOut('contributions');
    const spans = isSpelledOut ? spansOf(spelledOut) : work.spans;
    contributions.take(spans, isSpelledOut ? spans.length / 2 : work.count);
    if (!contributions.isPlain) this.isPlain = false;
  }

  /** A field that the columns could not say: it travels as JSON. */
  private putSpelledOut(field: 'work' | 'contributions'): unknown {
    const value: unknown = JSON.parse(this.json.text());
    this.out.once(utf8(JSON.stringify(value)));
    if (!isPlainWith({ [field]: value })) this.isPlain = false;
    return value;
  }
}
