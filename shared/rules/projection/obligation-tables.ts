import type { CellType, FigureTable } from '../../domain/figures/figure-table.ts';
import type { Say } from '../../domain/figures/office-tables.ts';
import type { Obligation } from './obligation.ts';

/** Names of risks and programmes in one language. */
export type Titles = { readonly risk: (id: string) => string; readonly programme: (id: string) => string };

const columns = [
  ['risk', 'text'], ['programmeId', 'text'], ['programme', 'text'], ['payment', 'text'], ['level', 'number'], ['amount', 'money'], ['unit', 'text'], ['from', 'day'], ['to', 'day'], ['birthYear', 'year'], ['sex', 'text'],
] as const satisfies readonly (readonly [string, CellType])[];

/** The obligations of an office, a row each, without anything that names somebody (Concept, S16). */
export const obligationsTable = (obligations: readonly Obligation[], say: Say, titles: Titles): FigureTable => ({
  id: 'obligations', title: say('figures:projection.data.title'),
  columns: columns.map(([id, type]) => ({ title: say(`figures:projection.data.${id}`), type })),
  rows: obligations.map(({ risk, programme, payment, level, amount, unit, from, to, birthYear, sex }) => [
    titles.risk(risk), programme, titles.programme(programme), payment, level, amount, say(`figures:projection.data.${unit === 'KZT/month' ? 'month' : 'once'}`), from, to, birthYear, say(`figures:projection.data.${sex}`),
  ]),
});

/** What each column of {@link obligationsTable} means and holds. */
export const dictionaryTable = (say: Say): FigureTable => ({
  id: 'dictionary', title: say('figures:projection.dictionary.title'),
  columns: (['column', 'meaning', 'type'] as const).map((id) => ({ title: say(`figures:projection.dictionary.${id}`), type: 'text' })),
  rows: columns.map(([id, type]) => [say(`figures:projection.data.${id}`), say(`figures:projection.dictionary.${id}`), say(`figures:projection.dictionary.${type === 'year' ? 'number' : type}`)]),
});
