import { utf8 } from '../../base/bytes.ts';
import { isKnownDay } from '../../base/known-day.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { makeTrainingIin, type Sex } from '../../domain/iin.ts';
import type { WorkSpell } from '../../domain/person.ts';
import type { BitReader } from './bits.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { ContributionReader, spansOf, takeUsual, type ContributionTaker, type Spans } from './contribution-fields.ts';
import { JsonBytes } from './json-bytes.ts';
import { isPlainWith, PieceColumn, PieceTable, type JsonPiece } from './json-pieces.ts';
import { nameSource, newNameMemory, takeNames, type NameMemory, type NameSource } from './name-fields.ts';
import { iinKinds, placeKinds } from './person-kinds.ts';
import { between, personPieces, type DisabilityPiece, type HomePiece, type NumberedPiece } from './person-pieces.ts';
import { takeDay, takeDigits, takeUuid } from './simple-fields.ts';
import { mostSpells, WorkReader, type SpellTaker } from './work-fields.ts';

const [usualBytes, idBytes, mostOtherIds, refusedOtherIds, mostYears] = [1600, 36, 20, 100, 80];

/** Writes persons as JSON as it reads them out of the columns, one a call. What is said of a person's plainness is said by `isPlainlyPerson`, of each text of a table once. */
export class PersonReader implements SpellTaker, ContributionTaker {
  readonly out: JsonBytes;
  /** The ids one after another, 36 bytes each. */
  readonly ids: JsonBytes;
  /** Of the person that was read last. */
  district = '';

  private isPlain = true;
  private rows = 0;
  private readonly spans: Spans = new Float64Array(mostSpells * 2);
  private time = 0;
  private home: HomePiece | undefined;
  private house: JsonPiece | undefined;
  private hasHousehold = false;
  private readonly household = new JsonBytes(idBytes);
  private readonly bits: BitReader;
  private readonly idTimes: ColumnReader;
  private readonly birthYears: ColumnReader;
  private readonly iinKind: ColumnReader;
  private readonly iinSerials: ColumnReader;
  private readonly lowestSerial: number;
  private readonly otherIds: ColumnReader;
  private readonly otherKinds: PieceColumn<JsonPiece>;
  private readonly otherValues: PieceColumn<NumberedPiece>;
  private readonly names: NameSource;
  private readonly namesSoFar: NameMemory = newNameMemory();
  private readonly places: ColumnReader;
  private readonly householdTimes: ColumnReader;
  private readonly homes: PieceColumn<HomePiece>;
  private readonly houses: PieceColumn<JsonPiece>;
  private readonly phones: PieceColumn<NumberedPiece>;
  private readonly json: ColumnReader;
  private readonly workKind: ColumnReader;
  private readonly work: WorkReader;
  private readonly employers: PieceTable<JsonPiece>;
  private readonly positions: PieceTable<JsonPiece>;
  private readonly contributionKind: ColumnReader;
  private readonly contributions: ContributionReader;
  private readonly years: readonly JsonPiece[];
  private readonly disabilities: PieceColumn<DisabilityPiece>;
  private readonly disabilityYears: ColumnReader;
  private readonly synthetic: ColumnReader;

  /** `count`: how many there are, for the room they take. Throws a RangeError where the columns are damaged. */
  constructor(source: ColumnSource, count: number) {
    [this.out, this.ids, this.bits] = [new JsonBytes(count * usualBytes + 4096), new JsonBytes(count * idBytes + 4096), source.bits];
    [this.idTimes, this.birthYears, this.iinKind, this.iinSerials] = [source.column('id'), source.column('birthYear'), source.column('iin'), source.column('iinSerial')];
    [this.otherIds, this.otherKinds, this.otherValues] = [source.column('otherIds'), new PieceColumn(source.column('otherKind'), personPieces.otherKind), new PieceColumn(source.column('otherValue'), personPieces.otherValue)];
    [this.names, this.places, this.householdTimes] = [nameSource(source), source.column('place'), source.column('household')];
    [this.homes, this.houses, this.phones] = [new PieceColumn(source.column('home'), personPieces.home), new PieceColumn(source.column('house'), personPieces.house), new PieceColumn(source.column('phone'), personPieces.phone)];
    [this.json, this.workKind, this.work] = [source.column('json'), source.column('workKind'), new WorkReader(source)];
    [this.employers, this.positions] = [new PieceTable(source.column('employer').table, personPieces.employer), new PieceTable(source.column('position').table, personPieces.position)];
    const years = takeUsual(source);
    [this.contributionKind, this.contributions, this.years] = [source.column('contributionKind'), new ContributionReader(source, years), years.map(({ year }) => personPieces.year(year))];
    [this.disabilities, this.disabilityYears, this.synthetic] = [new PieceColumn(source.column('disability'), personPieces.disability), source.column('disabilityYear'), source.column('synthetic')];
    this.lowestSerial = this.iinSerials.number();
  }

  /** Reads the next person; true where it is plainly one. Throws where the columns are damaged. */
  takePerson(): boolean {
    const { out } = this;
    this.isPlain = true;
    out.piece(between.id);
    const start = out.length;
    this.time = takeUuid(this.bits, this.idTimes, this.time, out);
    this.ids.piece(out.since(start));
    const sex = this.bits.take(1) === 1 ? 'male' : 'female';
    const birthDate = takeDay(this.bits, this.birthYears, 1980);
    this.takeIin(birthDate, sex);
    this.takeOtherIds();
    this.takeNames(sex);
    this.sayDay(between.birthDate, birthDate);
    out.piece(sex === 'male' ? between.male : between.female);
    this.takeHome();
    const birthYear = Number(birthDate.slice(0, 4));
    this.takeHistory(birthYear);
    out.piece(between.disability);
    const disability = this.disabilities.next();
    this.put(disability);
    if (!disability.isNone) {
      this.sayDay(between.since, takeDay(this.bits, this.disabilityYears, birthYear));
      out.piece(between.endDisability);
    }
    out.piece(this.synthetic.number() === 1 ? between.synthetic : between.real);
    return this.isPlain;
  }

  private put(piece: JsonPiece): void {
    this.out.piece(piece.bytes);
    if (!piece.isPlain) this.isPlain = false;
  }

  private say(before: Uint8Array, piece: JsonPiece): void {
    this.out.piece(before);
    this.put(piece);
  }

  private putNumbered(piece: NumberedPiece): void {
    this.put(piece);
    takeDigits(this.bits, piece.digits, this.out);
    this.out.piece(between.quote);
  }

  private sayDay(before: Uint8Array, day: string): void {
    this.out.piece(before);
    this.out.ascii(day);
    if (!isKnownDay(day)) this.isPlain = false;
  }

  private takeIin(birthDate: string, sex: Sex): void {
    const { out } = this;
    out.piece(between.iin);
    const kind = this.iinKind.number();
    if (kind === iinKinds.other) return this.putNumbered(personPieces.iin(this.json.text()));
    if (kind > iinKinds.other) throw new RangeError('no such number');
    const iin = kind === iinKinds.training ? makeTrainingIin(birthDate as PlainDate, sex, Math.min(9999, this.lowestSerial + this.iinSerials.number())) : undefined;
    if (iin === undefined) out.piece(between.nothing);
    else out.ascii(`"${iin}"`);
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

  private takeNames(sex: Sex): void {
    const named = takeNames(this.names, this.namesSoFar, sex);
    this.say(between.lastNameKk, personPieces.name(named.lastNameKk));
    this.say(between.firstNameKk, personPieces.name(named.firstNameKk));
    this.say(between.patronymicKk, personPieces.patronymic(named.patronymicKk));
    this.say(between.lastNameRu, personPieces.name(named.lastNameRu));
    this.say(between.firstNameRu, personPieces.name(named.firstNameRu));
    this.say(between.patronymicRu, personPieces.patronymic(named.patronymicRu));
  }

  private takeHome(): void {
    const { out } = this;
    const place = this.places.number();
    if (place === placeKinds.household) {
      this.household.clear();
      takeUuid(this.bits, this.householdTimes, this.time, this.household);
    }
    if (place !== placeKinds.sameHome) [this.home, this.house, this.hasHousehold] = [this.homes.next(), this.houses.next(), place === placeKinds.household];
    if (!this.home || !this.house || place > placeKinds.alone) throw new RangeError('no such home');
    this.district = this.home.district;
    this.put(this.home);
    this.say(between.house, this.house);
    out.piece(between.phone);
    this.putNumbered(this.phones.next());
    out.piece(between.householdId);
    if (!this.hasHousehold) return out.piece(between.nothing);
    out.piece(between.quote);
    out.piece(this.household.since(0));
    out.piece(between.quote);
  }

  /** Work, and the contributions that are told by it. */
  private takeHistory(birthYear: number): void {
    const { out } = this;
    out.piece(between.work);
    const isSpelledOut = this.workKind.number() !== 0;
    const spelledOut = isSpelledOut ? (this.putSpelledOut('work') as WorkSpell[]) : [];
    this.rows = 0;
    if (!isSpelledOut) {
      this.work.take(birthYear, this);
      this.endRows();
    }
    const spells = this.rows;
    out.piece(between.contributions);
    if (this.contributionKind.number() !== 0) return void this.putSpelledOut('contributions');
    const spans = isSpelledOut ? spansOf(spelledOut) : this.spans;
    this.rows = 0;
    this.contributions.take(spans, isSpelledOut ? spans.length / 2 : spells, this);
    this.endRows();
    if (this.rows > mostYears) this.isPlain = false;
  }

  private endRows(): void {
    if (this.rows === 0) this.out.piece(between.open);
    this.out.piece(between.close);
  }

  takeSpell(employer: number, position: number, from: number, to: number | undefined): void {
    const { out } = this;
    out.piece(this.rows === 0 ? between.open : between.comma);
    this.put(this.employers.at(employer));
    this.put(this.positions.at(position));
    this.put(personPieces.month(from));
    if (to === undefined) out.piece(between.endOngoing);
    else {
      out.piece(between.to);
      this.put(personPieces.month(to));
      out.piece(between.endSpell);
    }
    this.spans[this.rows * 2] = from;
    this.spans[this.rows * 2 + 1] = to === undefined ? Infinity : to + 1;
    this.rows += 1;
  }

  takeYear(place: number, months: number, income: number, amount: number): void {
    const { out } = this;
    out.piece(this.rows === 0 ? between.open : between.comma);
    this.put(this.years[place]!);
    out.number(months);
    out.piece(between.income);
    out.number(income);
    out.piece(between.amount);
    out.number(amount);
    out.piece(between.endYear);
    if (!Number.isSafeInteger(income) || income < 0 || !Number.isSafeInteger(amount) || amount < 0) this.isPlain = false;
    this.rows += 1;
  }

  /** A field that the columns could not say: it travels as JSON. */
  private putSpelledOut(field: 'work' | 'contributions'): unknown {
    const value: unknown = JSON.parse(this.json.text());
    this.out.piece(utf8(JSON.stringify(value)));
    if (!isPlainWith({ [field]: value })) this.isPlain = false;
    return value;
  }
}
