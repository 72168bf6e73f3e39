import type { WorkSpell } from '../../domain/person.ts';
import type { ColumnSink } from './column-set.ts';
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
