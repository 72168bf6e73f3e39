import type { z } from 'zod';
import { toBase64url } from '../../../shared/base/base64url.ts';

/** What a schema is made of, as zod keeps it. */
type Def = {
  readonly type: string; readonly innerType?: z.ZodType; readonly element?: z.ZodType; readonly valueType?: z.ZodType; readonly entries?: Record<string, string>; readonly values?: readonly unknown[]; readonly options?: readonly z.ZodType[];
  readonly shape?: Record<string, z.ZodType>; readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly format?: string; readonly pattern?: RegExp; readonly maximum?: number; readonly minimum?: number; readonly length?: number; readonly value?: number; readonly inclusive?: boolean } } }[];
};
const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

/** Texts of a form that has a word on the page. */
const forms: Readonly<Record<string, string>> = {
  '^[0-9]{9}$': 'district', '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$': 'id', '^\\d{12}$': '12 digits', '^[0-9a-f]{64}$': '64 hexadecimal digits', '^\\d{4}-\\d{2}$': 'month', '^\\d{4}-(0[1-9]|1[0-2])$': 'month',
  '^\\d{1,15}(\\.\\d{1,2})?$': 'decimal', '^\\d{1,15}(\\.\\d{1,12})?$': 'decimal',
};
const words = (values: readonly unknown[]): string => values.map((value) => (typeof value === 'string' ? `\`${value}\`` : String(value))).join(', ');
const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

const boundsOf = (schema: z.ZodType): { least?: number; most?: number } => {
  let [least, most]: [number | undefined, number | undefined] = [undefined, undefined];
  for (const { _zod: { def } } of defOf(schema).checks ?? []) {
    if (def.check === 'max_length') most = def.maximum;
    if (def.check === 'min_length') least = def.minimum;
    if (def.check === 'length_equals') [least, most] = [def.length, def.length];
    if (def.check === 'less_than') most = def.value;
    if (def.check === 'greater_than') least = def.inclusive ? def.value : def.value! + 1;
  }
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
};
/** ` 1 to 9`, ` from 1`, ` to 9`, or nothing; `base` is no bound. */
const range = ({ least, most }: { least?: number; most?: number }, base?: number): string => {
  const from = least === base ? undefined : least;
  if (least !== undefined && least === most) return ` ${least}`;
  return from !== undefined && most !== undefined ? ` ${from} to ${most}` : from !== undefined ? ` from ${from}` : most !== undefined ? ` to ${most}` : '';
};

const describeText = (schema: z.ZodType): string => {
  if (accepts(schema, '2026-01-05T05:00:00.000Z') && !accepts(schema, 'x')) return 'instant';
  if (accepts(schema, '2026-01-05') && !accepts(schema, '2026-01-32')) return 'day';
  const bytes = [8, 16, 32, 48, 64].find((length) => !accepts(schema, 'x') && accepts(schema, toBase64url(new Uint8Array(length))) && !accepts(schema, toBase64url(new Uint8Array(length + 1))));
  const pattern = (defOf(schema).checks ?? []).find(({ _zod: { def } }) => def.format === 'regex')?._zod.def.pattern?.source;
  if (bytes !== undefined && pattern === undefined) return bytes === 32 ? 'hash' : bytes === 64 ? 'signature' : `${bytes} bytes`;
  if (pattern !== undefined) return forms[pattern] ?? `text like \`${pattern.replaceAll('|', '\\|')}\``;
  return `text${range(boundsOf(schema), 0)}`;
};

/**
 * What a schema takes, in the words of PROTOCOL.md. `names`: schemas that have a row of their own on the page. Throws for what the page has no words for: they are to be found first.
 */
export const describeSchema = (schema: z.ZodType, names: ReadonlyMap<z.ZodType, string>): string => {
  const name = names.get(schema);
  if (name !== undefined) return `\`${name}\``;
  const of = (inner: z.ZodType) => describeSchema(inner, names);
  const def = defOf(schema);
  switch (def.type) {
    case 'nullable': {
      const inner = of(def.innerType!);
      return inner.startsWith('one of') ? `${inner}, or null` : `${inner} or null`;
    }
    case 'optional': return of(def.innerType!);
    case 'string': return describeText(schema);
    case 'number': {
      const { least, most } = boundsOf(schema);
      return `number${range({ ...(least === undefined || least <= -Number.MAX_SAFE_INTEGER ? {} : { least }), ...(most === undefined || most >= Number.MAX_SAFE_INTEGER ? {} : { most }) })}`;
    }
    case 'boolean': return 'true or false';
    case 'enum': return words(Object.values(def.entries!)).replace(/^/, 'one of ');
    case 'literal': return def.values!.length === 1 ? words(def.values!) : `one of ${words(def.values!)}`;
    case 'array': {
      const item = of(def.element!);
      return `list${range(boundsOf(schema), 0)} of ${item.includes(' or ') || item.startsWith('one of') ? `(${item})` : item}`;
    }
    case 'record': return `object, name to ${of(def.valueType!)}`;
    case 'object': return `{${Object.entries(def.shape!).map(([field, inner]) => `${describeField(field, inner, names)}`).join(', ')}}`;
    case 'lazy': case 'custom': case 'union': return 'JSON';
    default: throw new Error(`no words for ${def.type}`);
  }
};

/** `name` of a field, with `?` where it may be absent, and what it takes. */
export const describeField = (field: string, schema: z.ZodType, names: ReadonlyMap<z.ZodType, string>): string => `\`${field}\`${defOf(schema).type === 'optional' ? '?' : ''} ${describeSchema(schema, names)}`;

/** The fields of an object; an object within it that has no row of its own is written out in its place. */
export const describeRow = (schema: z.ZodType, names: ReadonlyMap<z.ZodType, string>): string =>
  Object.entries(defOf(schema).shape!).map(([field, inner]) => describeField(field, inner, names)).join('; ');
