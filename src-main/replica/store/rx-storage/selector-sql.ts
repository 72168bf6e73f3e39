import type { DocumentTable } from './document-table.ts';
import { orderKey, type SqlValue } from './order-key.ts';
import type { Column } from './table-layout.ts';

/**
 * A condition that holds for every document the selector matches and, when `exact`, for no other (NULL counts as false).
 * Equivalence is to mingo, which RxDB matches with: it compares within one type only, and `null` stands for a missing field in equality.
 */
export type Condition = { readonly sql: string; readonly params: readonly SqlValue[]; readonly exact: boolean; /** How deep its expression is nested. */ readonly depth: number };

type Operators = Readonly<Record<string, unknown>>;

/** SQLite takes 32,766 parameters, a million bytes of text and an expression a thousand deep (its parser less); what is larger RxDB's matcher decides. */
const most = { params: 32_000, text: 500_000, depth: 40 } as const;

const all: Condition = { sql: '1', params: [], exact: true, depth: 1 };
const unknown: Condition = { sql: '1', params: [], exact: false, depth: 1 };
const exactly = (sql: string, ...params: SqlValue[]): Condition => ({ sql, params, exact: true, depth: 1 });
const bounded = (condition: Condition): Condition =>
  condition.params.length > most.params || condition.sql.length > most.text || condition.depth > most.depth ? unknown : condition;
/** Missing or null: mingo takes them as equal. */
const isNothing = (column: Column): Condition => exactly(`(${column.name} IS NULL OR ${column.name} = -9e999)`);

/** Joined as a balanced tree: SQLite nests a chain of a thousand as deep as it is long. */
const joined = (parts: readonly string[], operator: 'AND' | 'OR'): string => {
  if (parts.length <= 8) return parts.join(` ${operator} `);
  const middle = parts.length >> 1;
  return `(${joined(parts.slice(0, middle), operator)}) ${operator} (${joined(parts.slice(middle), operator)})`;
};

const join = (conditions: readonly Condition[], operator: 'AND' | 'OR', exact: boolean): Condition =>
  bounded({
    sql: joined(conditions.map(({ sql }) => (operator === 'OR' ? `(${sql})` : sql)), operator),
    params: conditions.flatMap(({ params }) => params),
    exact,
    depth: Math.max(...conditions.map(({ depth }) => depth)) + Math.ceil(Math.log2(conditions.length)) + 1,
  });

const both = (conditions: readonly Condition[]): Condition => {
  const useful = conditions.filter((condition) => condition.sql !== '1');
  const exact = conditions.every((condition) => condition.exact);
  if (useful.length === 0) return exact ? all : unknown;
  return join(useful, 'AND', exact);
};

const either = (conditions: readonly Condition[]): Condition => {
  if (conditions.some((condition) => condition.sql === '1')) return conditions.some((condition) => condition.sql === '1' && condition.exact) ? all : unknown;
  const joint = join(conditions, 'OR', conditions.every((condition) => condition.exact));
  return joint === unknown ? unknown : { ...joint, sql: `(${joint.sql})` };
};

const not = (condition: Condition): Condition => (condition.exact ? bounded({ ...condition, sql: `NOT IFNULL((${condition.sql}), 0)`, depth: condition.depth + 2 }) : unknown);

/** The key of an operand that a column can be compared with; objects, patterns and non-finite numbers have none. */
const operandKey = (column: Column, operand: unknown): SqlValue | undefined => {
  if (column.path === '_deleted') return typeof operand === 'boolean' ? Number(operand) : undefined;
  if (typeof operand === 'number' && !Number.isFinite(operand)) return undefined;
  const key = orderKey(operand);
  return typeof key === 'symbol' ? undefined : key;
};

const equal = (column: Column, operand: unknown): Condition => {
  if (operand === null || operand === undefined) return column.path === '_deleted' ? unknown : isNothing(column);
  const key = operandKey(column, operand);
  if (key === undefined) return unknown;
  // Nearly every document is alive. Unless told so, SQLite takes any first column of an index for a choice of one in many and is content with it.
  return column.path === '_deleted' && key === 0 ? exactly('likelihood(deleted = ?, 0.95)', key) : exactly(`${column.name} = ?`, key);
};

const oneOf = (column: Column, operand: unknown): Condition => {
  if (!Array.isArray(operand) || operand.length === 0 || operand.includes(undefined)) return unknown;
  const parts = operand.filter((value) => value !== null).map((value) => operandKey(column, value));
  if (parts.includes(undefined) || parts.length > 10_000) return unknown;
  const keys = parts as SqlValue[];
  const listed = keys.length > 0 ? [exactly(`${column.name} IN (${keys.map(() => '?').join(', ')})`, ...keys)] : [];
  return either(operand.includes(null) ? [...listed, equal(column, null)] : listed);
};

/** `$gt`, `$gte`, `$lt`, `$lte`: only values of the operand's own type match, so the type's end bounds the range. */
const range = (column: Column, operator: '>' | '>=' | '<' | '<=', operand: unknown): Condition => {
  const key = operandKey(column, operand);
  if (column.path === '_deleted' || key === undefined) return unknown;
  const up = operator.startsWith('>');
  const name = column.name;
  if (typeof operand === 'number') return exactly(up ? `(${name} ${operator} ? AND ${name} < '')` : `(${name} ${operator} ? AND ${name} > -9e999)`, key);
  if (typeof operand === 'string') return exactly(up ? `(${name} ${operator} ? AND ${name} < x'')` : `(${name} ${operator} ? AND ${name} >= '')`, key);
  return unknown;
};

const operatorCondition = (column: Column, operator: string, operand: unknown): Condition => {
  switch (operator) {
    case '$eq': return equal(column, operand);
    case '$ne': return not(equal(column, operand));
    case '$in': return oneOf(column, operand);
    case '$nin': return not(oneOf(column, operand));
    case '$gt': return range(column, '>', operand);
    case '$gte': return range(column, '>=', operand);
    case '$lt': return range(column, '<', operand);
    case '$lte': return range(column, '<=', operand);
    case '$exists':
      if (typeof operand !== 'boolean' || column.path.includes('.')) return unknown;
      return exactly(`${column.name} IS ${operand ? 'NOT ' : ''}NULL`);
    case '$not': return typeof operand === 'object' && operand !== null ? not(fieldCondition(column, operand as Operators)) : unknown;
    default: return unknown;
  }
};

const fieldCondition = (column: Column, operators: Operators): Condition => {
  const names = Object.keys(operators);
  if (names.length === 0 || names.some((name) => !name.startsWith('$'))) return unknown;
  return both(names.map((name) => operatorCondition(column, name, operators[name])));
};

/** What SQLite can decide of one entry of a selector: a field with its operators, or `$and`, `$or`, `$nor`. */
export const partCondition = (table: DocumentTable, field: string, matcher: unknown): Condition => {
  if (field === '$and' || field === '$or' || field === '$nor') {
    if (!Array.isArray(matcher) || matcher.length === 0) return unknown;
    const parts = matcher.map((part) => selectorCondition(table, part as Operators));
    return field === '$and' ? both(parts) : field === '$or' ? either(parts) : not(either(parts));
  }
  const column = table.layout.columns.get(field);
  if (!column || table.irregular.has(column.name)) return unknown;
  if (matcher === null || typeof matcher !== 'object') return equal(column, matcher);
  return Array.isArray(matcher) || Object.getPrototypeOf(matcher) !== Object.prototype ? unknown : fieldCondition(column, matcher as Operators);
};

/** The part of a Mango selector that SQLite can decide on the table's columns. */
export const selectorCondition = (table: DocumentTable, selector: Operators): Condition =>
  both(Object.entries(selector).map(([field, matcher]) => partCondition(table, field, matcher)));
