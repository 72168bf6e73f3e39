import type { WorkSpell } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';
import type { ColumnReader, ColumnSource } from './column-source.ts';
import { monthsOf } from './simple-fields.ts';

/** Spells of work in the order of time: each begins some months after the one before ended (the first after birth) and lasts some months. */
export const workColumns = ['spells', 'employer', 'positionPlace', 'position', 'firstSpell', 'gap', 'months'];

const whole = /^\d{4}-(0[1-9]|1[0-2])$/;

/** True for what the columns can say; other work histories travel as JSON. */
export const isPlainWork = (work: readonly WorkSpell[]): boolean =>
  work.every((spell) => whole.test(spell.from) && (spell.to === null || (whole.test(spell.to) && spell.to >= spell.from)) && !/[\t\n]/.test(spell.employer + spell.position));

/** The positions that an employer has had in this chunk so far: few, so a place among them says more than the text. */
export type PositionMemory = Map<string, string[]>;

const positionsAt = (memory: PositionMemory, employer: string): string[] => {
  const known = memory.get(employer) ?? [];
  memory.set(employer, known);
  return known;
};

export const putWork = (sink: ColumnSink, memory: PositionMemory, work: readonly WorkSpell[], birthYear: number): void => {
  sink.number('spells', work.length);
  let last = birthYear * 12;
  for (const [index, { employer, bin, position, from, to }] of work.entries()) {
    sink.text('employer', `${employer}\t${bin}`);
    const known = positionsAt(memory, `${employer}\t${bin}`);
    const place = known.indexOf(position);
    sink.number('positionPlace', place + 1);
    if (place === -1) {
      sink.text('position', position);
      known.push(position);
    }
    sink.signed(index === 0 ? 'firstSpell' : 'gap', monthsOf(from) - last);
    sink.number('months', to === null ? 0 : monthsOf(to) - monthsOf(from) + 1);
    last = monthsOf(to ?? from);
  }
};

/** A document holds no more. */
export const mostSpells = 100;

/** Who takes a person's spells as they are read: places in the tables of employers and positions, months since year 0; `to` is undefined while it lasts. */
export type SpellTaker = { readonly takeSpell: (employer: number, position: number, from: number, to: number | undefined) => void };

/** Reads what {@link putWork} wrote, person by person. Throws a RangeError where the columns are damaged. */
export class WorkReader {
  private readonly spells: ColumnReader;
  private readonly employers: ColumnReader;
  private readonly places: ColumnReader;
  private readonly positions: ColumnReader;
  private readonly firstSpell: ColumnReader;
  private readonly gap: ColumnReader;
  private readonly lengths: ColumnReader;
  private readonly memory: number[][];

  constructor(source: ColumnSource) {
    [this.spells, this.employers, this.places, this.positions] = [source.column('spells'), source.column('employer'), source.column('positionPlace'), source.column('position')];
    [this.firstSpell, this.gap, this.lengths] = [source.column('firstSpell'), source.column('gap'), source.column('months')];
    this.memory = this.employers.table.map(() => []);
  }

  /** How many spells they were. */
  take(birthYear: number, taker: SpellTaker): number {
    const count = this.spells.number();
    if (count > mostSpells) throw new RangeError('too many spells of work');
    let last = birthYear * 12;
    for (let index = 0; index < count; index++) {
      const employer = this.employers.number();
      const known = this.memory[employer];
      if (!known) throw new RangeError('no such employer');
      const place = this.places.number();
      const position = place === 0 ? this.positions.number() : known[place - 1];
      if (position === undefined) throw new RangeError('no such position');
      if (place === 0) known.push(position);
      const from = last + (index === 0 ? this.firstSpell : this.gap).signed();
      const months = this.lengths.number();
      last = months === 0 ? from : from + months - 1;
      taker.takeSpell(employer, position, from, months === 0 ? undefined : last);
    }
    return count;
  }
}
