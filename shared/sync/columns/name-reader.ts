import type { Person } from '../../domain/person.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { firstSpelling, forms, otherSpelling, spelledOut, spellings, withEnding, ending } from './name-fields.ts';
import { between, personPieces } from './person-pieces.ts';
import type { KeptPiece } from './fixed-pieces.ts';
import type { JsonBytes } from './json-bytes.ts';

/** A text that is a name in this chunk, one object for each: what has been learned of it hangs on it, so that nothing is looked up by text twice. */
class Name {
  readonly text: string;
  /** As it stands in the document; a patronymic may be empty, a name may not. */
  piece: KeptPiece | undefined;
  patronymic: KeptPiece | undefined;
  /** The Russian spelling of a surname, a man's, a woman's first name, a patronymic, a surname without its ending. */
  russianLast: Name | undefined;
  russianMale: Name | undefined;
  russianFemale: Name | undefined;
  russianPatronymic: Name | undefined;
  russianStem: Name | undefined;
  /** With the feminine ending, and without it. */
  longer: Name | undefined;
  shorter: Name | undefined;

  constructor(text: string) {
    this.text = text;
  }
}

/** A column of names, by places of its table. */
class NameColumn {
  private readonly column: ColumnReader;
  private readonly names: readonly Name[];

  constructor(column: ColumnReader, nameOf: (text: string) => Name) {
    [this.column, this.names] = [column, column.table.map(nameOf)];
  }

  next(): Name {
    const name = this.names[this.column.number()];
    if (!name) throw new RangeError('no such name');
    return name;
  }
}

type OwnNames = { readonly form: ColumnReader; readonly first: NameColumn; readonly same: ColumnReader; readonly patronymic: NameColumn };

/** Reads what `putNames` wrote, person by person, as JSON. Throws a RangeError where the columns are damaged. */
export class NameReader {
  private readonly out: JsonBytes;
  private readonly known = new Map<string, Name>();
  private readonly male: OwnNames;
  private readonly female: OwnNames;
  private readonly surname: NameColumn;
  private readonly spelling: ColumnReader;
  private readonly russian: NameColumn;
  private readonly patronymics: Name[] = [];
  private before: Name;
  private beforeRussian: Name;
  private isPlain = true;

  constructor(source: ColumnSource, out: JsonBytes) {
    this.out = out;
    const nameOf = (text: string) => this.nameOf(text);
    const own = (end: '' | 'F'): OwnNames => ({
      form: source.column(`surnameForm${end}`), first: new NameColumn(source.column(`firstName${end}`), nameOf), same: source.column(`patronymicSame${end}`), patronymic: new NameColumn(source.column(`patronymic${end}`), nameOf),
    });
    [this.male, this.female, this.surname, this.spelling, this.russian] = [own(''), own('F'), new NameColumn(source.column('surname'), nameOf), source.column('spelling'), new NameColumn(source.column('nameRu'), nameOf)];
    this.before = this.beforeRussian = this.nameOf('');
  }

  private nameOf(text: string): Name {
    const known = this.known.get(text);
    if (known) return known;
    const made = new Name(text);
    this.known.set(text, made);
    return made;
  }

  private longer(name: Name): Name {
    return (name.longer ??= this.nameOf(name.text + ending));
  }

  private shorter(name: Name): Name {
    return (name.shorter ??= this.nameOf(forms[2](name.text)));
  }

  /** How `kk` is spelled; `known`: the likeliest. */
  private takeRussian(isPatronymic: boolean, kk: Name, known: Name | undefined): Name {
    const place = this.spelling.number();
    if (place === 0) return known ?? this.nameOf(firstSpelling(kk.text));
    if (place === otherSpelling) return this.russian.next();
    const text = spellings(isPatronymic, kk.text, known?.text)[place];
    if (text === undefined) throw new RangeError('no such spelling');
    return this.nameOf(text);
  }

  private say(before: KeptPiece, name: Name): void {
    const piece = (name.piece ??= this.out.keep(personPieces.name(name.text)));
    this.out.piece(before);
    this.out.piece(piece);
    if (!piece.isPlain) this.isPlain = false;
  }

  private sayPatronymic(before: KeptPiece, name: Name): void {
    const piece = (name.patronymic ??= this.out.keep(personPieces.patronymic(name.text)));
    this.out.piece(before);
    this.out.piece(piece);
    if (!piece.isPlain) this.isPlain = false;
  }

  private guessLast(form: number, stem: Name | undefined): Name | undefined {
    if (!stem) return form === 0 ? this.beforeRussian : form === 1 ? this.longer(this.beforeRussian) : this.shorter(this.beforeRussian);
    return form === withEnding && stem.russianStem ? this.longer(stem.russianStem) : stem.russianStem;
  }

  private takePatronymic(own: OwnNames): Name {
    const place = own.same.number() - 1;
    if (place !== -1) {
      const known = this.patronymics[place];
      if (!known) throw new RangeError('no such patronymic');
      return known;
    }
    const name = own.patronymic.next();
    this.patronymics.unshift(name);
    if (this.patronymics.length > 3) this.patronymics.pop();
    return name;
  }

  /** Writes the names of the next person; true where they are plainly names. */
  take(sex: Person['sex']): boolean {
    this.isPlain = true;
    const own = sex === 'male' ? this.male : this.female;
    const form = own.form.number();
    if (form > withEnding) throw new RangeError('no such form of a name');
    const stem = form >= spelledOut ? this.surname.next() : undefined;
    const last = stem ? (form === withEnding ? this.longer(stem) : stem) : form === 0 ? this.before : form === 1 ? this.longer(this.before) : this.shorter(this.before);
    const lastRussian = (last.russianLast = this.takeRussian(false, last, this.guessLast(form, stem) ?? last.russianLast));
    if (stem && form === spelledOut) stem.russianStem = lastRussian;
    else if (stem && lastRussian.text.endsWith(ending)) stem.russianStem = this.shorter(lastRussian);
    [this.before, this.beforeRussian] = [last, lastRussian];
    const first = own.first.next();
    const firstRussian = this.takeRussian(false, first, sex === 'male' ? first.russianMale : first.russianFemale);
    if (sex === 'male') first.russianMale = firstRussian;
    else first.russianFemale = firstRussian;
    const patronymic = this.takePatronymic(own);
    const patronymicRussian = (patronymic.russianPatronymic = this.takeRussian(true, patronymic, patronymic.russianPatronymic));
    this.say(between.lastNameKk, last);
    this.say(between.firstNameKk, first);
    this.sayPatronymic(between.patronymicKk, patronymic);
    this.say(between.lastNameRu, lastRussian);
    this.say(between.firstNameRu, firstRussian);
    this.sayPatronymic(between.patronymicRu, patronymicRussian);
    return this.isPlain;
  }
}
