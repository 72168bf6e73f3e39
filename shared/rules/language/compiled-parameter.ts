import { Missing, shown, type MissingItem, type Value } from './value.ts';
import type { UsedRow } from './frame.ts';
import type { Type } from './types.ts';
import { compare, decimalText, type Rational } from './rational.ts';
import type { Certainty } from '../schema/certainty.ts';
import type { Words } from '../schema/words.ts';

export type CompiledLeaf = { readonly value: Value | undefined; readonly citation: string; readonly certainty: Certainty };
export type CompiledTable = { readonly kind: 'code'; readonly cells: ReadonlyMap<string, CompiledCell> } | { readonly kind: 'band'; readonly bands: readonly { readonly from: Rational; readonly label: string; readonly cell: CompiledCell }[] };
export type CompiledCell = { readonly leaf: CompiledLeaf } | { readonly table: CompiledTable };
export type CompiledRow = { readonly from: string; readonly cell: CompiledCell | undefined; readonly used: UsedRow | undefined };

/** A parameter made ready to be read: rows by ascending date, decimals parsed. */
export type CompiledParameter = { readonly id: string; readonly title: Words; readonly type: Type; readonly keys: readonly Type[]; readonly rows: readonly CompiledRow[] };

/** The row in force on `at`, or undefined before the first. */
export const findRow = (parameter: CompiledParameter, at: string): CompiledRow | undefined => {
  for (let index = parameter.rows.length - 1; index >= 0; index -= 1) if (parameter.rows[index]!.from <= at) return parameter.rows[index];
  return undefined;
};

/** The value of `parameter` on `at` under `keys` as it was read, or what is missing. */
export const readParameter = (parameter: CompiledParameter, at: string, keys: readonly Value[]): UsedRow | Missing => {
  const row = findRow(parameter, at);
  if (row?.used) return row.used;
  const missing = (why: (MissingItem & { what: 'parameter' })['why']) => new Missing([{ what: 'parameter', id: parameter.id, at, keys: keys.map(keyText), why }]);
  if (!row) return missing('notYet');
  if (!row.cell) return missing('repealed');
  let cell: CompiledCell = row.cell;
  const path: string[] = [];
  for (const key of keys) {
    if (!('table' in cell)) break;
    const next: { cell: CompiledCell; label: string } | undefined = step(cell.table, key);
    if (!next) return missing('outside');
    path.push(next.label);
    cell = next.cell;
  }
  if (!('leaf' in cell) || cell.leaf.value === undefined) return missing('unknown');
  return { parameter: parameter.id, label: `@${parameter.id}[${path.join(', ')}] ${row.from}`, from: row.from, keys: path, value: cell.leaf.value, shown: shown(cell.leaf.value), citation: cell.leaf.citation, certainty: cell.leaf.certainty };
};

const keyText = (key: Value): string => (typeof key === 'string' ? key : decimalText(key as Rational));

const step = (table: CompiledTable, key: Value): { cell: CompiledCell; label: string } | undefined => {
  if (table.kind === 'code') {
    const cell = table.cells.get(key as string);
    return cell && { cell, label: key as string };
  }
  for (let index = table.bands.length - 1; index >= 0; index -= 1) {
    const band = table.bands[index]!;
    if (compare(band.from, key as Rational) <= 0) return { cell: band.cell, label: `${band.label}+` };
  }
  return undefined;
};
