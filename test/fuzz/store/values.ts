import fc from 'fast-check';

/** A field of a random schema: always there and of its type, or any scalar or missing, or anything that JSON knows. */
export type Field = { readonly name: string; readonly type: 'string' | 'number' | 'integer' | 'boolean'; readonly holds: 'typed' | 'scalars' | 'anything' };

// No spaces and no control letters: RxDB's memory storage pads its index keys with spaces, so it cannot tell 'a' from 'a '.
const tameText = fc.oneof(fc.constantFrom('a', 'ab', 'b', 'B', 'Қ', 'қ', 'я', 'é', '\ue000', '\uffff', '😀'), fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom(...'abzё😀ў') }));
const tame: Readonly<Record<Field['type'], fc.Arbitrary<unknown>>> = {
  string: tameText,
  number: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, -0.25, 4.75)),
  integer: fc.integer({ min: -5, max: 5 }),
  boolean: fc.boolean(),
};

const wildText = fc.oneof(tameText, fc.constantFrom('', ' ', 'a ', 'a\u0000b', '\ud800', '\udc00x', '5', 'null', '__proto__'), fc.string({ maxLength: 2, unit: 'binary' }));
const wildNumber = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.1, -0, 1e300, -1e300, 5e-324, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e21, 0.1 + 0.2), fc.double({ noNaN: true, noDefaultInfinity: true }));
const scalar = fc.oneof({ weight: 4, arbitrary: wildText }, { weight: 4, arbitrary: wildNumber }, fc.boolean(), fc.constant(null));
const scalarOrMissing = fc.oneof({ weight: 6, arbitrary: scalar }, fc.constant(undefined));
const anything = fc.oneof({ weight: 5, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }), fc.record({ deep: scalar }), fc.array(fc.record({ street: scalar }), { maxLength: 2 }), fc.constant(undefined));

const put = (document: Record<string, unknown>, path: string, value: unknown): void => {
  if (value === undefined) return;
  const [first = path, second] = path.split('.');
  if (second === undefined) document[first] = value;
  else document[first] = { ...(document[first] as object | undefined), [second]: value };
};

const valueOf = ({ holds, type }: Field): fc.Arbitrary<unknown> => (holds === 'typed' ? tame[type] : holds === 'scalars' ? fc.oneof(tame[type], scalarOrMissing) : anything);

/** The fields of a document; where a nested field may be anything, so may its parent. */
export const documentOf = (fields: readonly Field[]): fc.Arbitrary<object> =>
  fc.tuple(fc.tuple(...fields.map(valueOf)), anything, fc.integer({ min: 0, max: 5 })).map(([values, other, chance]) => {
    const document: Record<string, unknown> = {};
    fields.forEach((field, i) => put(document, field.name, values[i]));
    if (chance === 0 && fields.every((field) => field.holds === 'anything' || !field.name.includes('.'))) put(document, 'place', other);
    put(document, 'other', other);
    return document;
  });

const many = (operand: fc.Arbitrary<unknown>) => fc.array(operand, { maxLength: 3 });

const operatorsOf = (operand: fc.Arbitrary<unknown>): fc.Arbitrary<object> => {
  const one = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('$in', '$nin'), many(operand)) },
    fc.tuple(fc.constant('$exists'), fc.boolean()),
    fc.tuple(fc.constant('$type'), fc.constantFrom('string', 'number', 'boolean', 'null', 'array', 'object')),
    fc.tuple(fc.constant('$regex'), fc.constantFrom('a', '^b', 'я$', '.')),
    fc.tuple(fc.constant('$mod'), fc.constantFrom([2, 0], [3, 1])),
    fc.tuple(fc.constant('$size'), fc.nat(2)),
    fc.tuple(fc.constant('$elemMatch'), fc.oneof(operand.map(($gt) => ({ $gt })), operand.map((street) => ({ street })))),
  );
  const plain = fc.array(one, { minLength: 1, maxLength: 2 }).map((pairs) => Object.fromEntries(pairs));
  return fc.oneof({ weight: 4, arbitrary: plain }, plain.map(($not) => ({ $not })));
};

/** Random selectors with every operator that RxDB knows, over the fields of the schema and some others. */
export const selectorOf = (fields: readonly Field[]): fc.Arbitrary<object> => {
  const operandOf = (field: Field | undefined) => (field === undefined ? scalar : fc.oneof({ weight: 5, arbitrary: tame[field.type] }, ...(field.holds === 'typed' ? [] : [{ weight: 2, arbitrary: scalar }]), ...(field.holds === 'anything' ? [{ weight: 2, arbitrary: anything.filter((value) => value !== undefined) }] : [])));
  const condition = fc.oneof(
    ...fields.map((field) => fc.oneof({ weight: 5, arbitrary: operatorsOf(operandOf(field)) }, operandOf(field)).map((matcher) => ({ [field.name]: matcher }))),
    operatorsOf(fc.constantFrom('a', 'b', 'қ', '\ue000', '😀')).map((matcher) => ({ id: matcher })),
    operatorsOf(scalar).map((matcher) => ({ other: matcher })),
    // Not of a typed field: for an operand of another type RxDB's memory storage trusts its index and departs from RxDB's own matcher.
    ...(fields.some(({ name }) => name === 'place.street') ? [] : [operatorsOf(scalar).map((matcher) => ({ 'place.street': matcher }))]),
    fc.boolean().map((deleted) => ({ _deleted: { $eq: deleted } })),
  );
  return fc.letrec<{ any: object; leaf: object }>((tie) => ({
    leaf: fc.array(condition, { maxLength: 2 }).map((parts) => Object.assign({}, ...parts) as object),
    any: fc.oneof(
      { depthSize: 'small', maxDepth: 3 }, { weight: 4, arbitrary: tie('leaf') },
      fc.record({ $and: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ $or: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ $nor: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
      fc.tuple(tie('leaf'), fc.array(tie('any'), { minLength: 1, maxLength: 2 })).map(([leaf, $or]) => ({ ...leaf, $or })),
    ),
  })).any;
};
