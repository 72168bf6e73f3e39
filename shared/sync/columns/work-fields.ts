import type { WorkSpell } from '../../domain/person.ts';
import type { ColumnSink, ColumnSource } from './column-set.ts';
import { monthsOf, monthText } from './simple-fields.ts';

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

export const takeWork = (source: ColumnSource, memory: PositionMemory, birthYear: number): WorkSpell[] => {
  const work: WorkSpell[] = [];
  let last = birthYear * 12;
  for (let left = source.number('spells'); left > 0; left--) {
    if (work.length >= 100) throw new RangeError('too many spells of work');
    const named = source.text('employer');
    const [employer = '', bin = ''] = named.split('\t');
    const known = positionsAt(memory, named);
    const place = source.number('positionPlace');
    const position = place === 0 ? source.text('position') : known[place - 1];
    if (position === undefined) throw new RangeError('no such position');
    if (place === 0) known.push(position);
    const from = last + source.signed(work.length === 0 ? 'firstSpell' : 'gap');
    const months = source.number('months');
    work.push({ employer, bin, position, from: monthText(from), to: months === 0 ? null : monthText(from + months - 1) });
    last = months === 0 ? from : from + months - 1;
  }
  return work;
};
