import type { CompiledCell, CompiledParameter, CompiledTable } from '../language/compiled-parameter.ts';
import { compare, findRational } from '../language/rational.ts';
import { numberType, type Type } from '../language/types.ts';
import { shown, type Value } from '../language/value.ts';
import type { Certainty } from '../schema/certainty.ts';
import type { Parameter, ParameterLeaf, ParameterTable } from '../schema/parameter.ts';
import type { RuleIssue } from './issue.ts';

type Report = (path: string, code: string, detail: string) => void;

const leafOf = (parameter: Parameter, leaf: ParameterLeaf, row: { source: string; certainty: Certainty }, path: string, report: Report): CompiledCell => {
  const { value: text, source, certainty } = typeof leaf === 'string' ? { value: leaf, source: row.source, certainty: row.certainty } : leaf;
  if (text === 'unknown') return { leaf: { value: undefined, citation: source, certainty } };
  let value: Value | undefined = text;
  if (parameter.unit === 'code') {
    if (!parameter.choices?.includes(text)) report(path, 'unknownChoice', text);
  } else {
    value = findRational(text);
    if (value === undefined) report(path, 'badNumber', text);
    else if ((parameter.unit === 'integer' || parameter.unit === 'months') && text.includes('.')) report(path, 'notWhole', text);
  }
  return { leaf: { value, citation: source, certainty } };
};

const isLeaf = (cell: ParameterLeaf | ParameterTable): cell is ParameterLeaf => typeof cell === 'string' || (typeof cell.value === 'string' && typeof cell.certainty === 'string');

const cellOf = (parameter: Parameter, cell: ParameterLeaf | ParameterTable, depth: number, row: { source: string; certainty: Certainty }, path: string, report: Report): CompiledCell => {
  const key = parameter.keys?.[depth];
  // a whole branch may be unknown
  if (isLeaf(cell)) {
    const unknown = cell === 'unknown' || (typeof cell === 'object' && cell.value === 'unknown');
    if (key && !unknown) report(path, 'tableExpected', 'a value for each key');
    return leafOf(parameter, cell, row, path, report);
  }
  if (!key) {
    report(path, 'valueExpected', 'no more keys');
    return { table: { kind: 'code', cells: new Map() } };
  }
  const inner = Object.entries(cell).map(([name, next]) => [name, cellOf(parameter, next, depth + 1, row, `${path}.${name}`, report)] as const);
  if (key.kind === 'code') {
    for (const [name] of inner) if (!key.choices.includes(name)) report(path, 'unknownChoice', name);
    for (const name of key.choices) if (!Object.hasOwn(cell, name)) report(path, 'keyMissing', name);
    return { table: { kind: 'code', cells: new Map(inner) } };
  }
  const bands = inner.map(([label, next]) => ({ label, cell: next, from: findRational(label) ?? (report(path, 'badNumber', label), { numerator: 0n, denominator: 1n }) }));
  const table: CompiledTable = { kind: 'band', bands: bands.sort((a, b) => compare(a.from, b.from)) };
  return { table };
};

/** Checks a parameter (ascending dates, values of its unit, every key) and makes it ready. */
export const compileParameter = (file: string, parameter: Parameter, issues: RuleIssue[]): CompiledParameter => {
  const report: Report = (path, code, detail) => issues.push({ file, path, code, detail });
  if (file !== `parameters/${parameter.id}.json`) report('id', 'idOfFile', parameter.id);
  if ((parameter.unit === 'code') !== (parameter.choices !== undefined)) report('choices', 'choices', 'given exactly where the unit is code');
  const type: Type = parameter.unit === 'code' ? { kind: 'code', choices: parameter.choices ?? [] } : numberType(parameter.unit);
  const keys = (parameter.keys ?? []).map((key): Type => (key.kind === 'code' ? { kind: 'code', choices: key.choices } : numberType('decimal')));
  let before = '';
  const rows = parameter.values.map((row, index) => {
    if (row.from <= before) report(`values.${index}.from`, 'datesAscend', `${row.from} after ${before}`);
    before = row.from;
    if (row.value === null) return { from: row.from, cell: undefined, used: undefined };
    const cell = cellOf(parameter, row.value, 0, row, `values.${index}.value`, report);
    const leaf = 'leaf' in cell ? cell.leaf : undefined;
    const used = leaf?.value === undefined ? undefined
      : { parameter: parameter.id, label: `@${parameter.id} ${row.from}`, from: row.from, keys: [], value: leaf.value, shown: shown(leaf.value), citation: leaf.citation, certainty: leaf.certainty };
    return { from: row.from, cell, used };
  });
  return { id: parameter.id, title: parameter.title, type, keys, rows };
};
