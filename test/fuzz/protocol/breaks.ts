import { concatBytes, utf8 } from '../../../shared/base/bytes.ts';
import type { Chance } from '../../simulation/chance.ts';

export const pick = <T>(chance: Chance, list: readonly T[]): T => list[chance.below(list.length)]!;

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

const byteBreaks: readonly ((bytes: Uint8Array, chance: Chance) => Uint8Array)[] = [
  (bytes, chance) => bytes.slice(0, chance.below(bytes.length)),
  (bytes, chance) => bytes.with(chance.below(bytes.length), chance.below(256)),
  (bytes, chance) => {
    const [a, b] = [chance.below(bytes.length), chance.below(bytes.length)].sort((one, other) => one - other) as [number, number];
    return concatBytes(bytes.slice(b), bytes.slice(a, b), bytes.slice(0, a));
  },
  (bytes, chance) => concatBytes(bytes.slice(0, chance.below(bytes.length)), chance.bytes(1 + chance.below(40)), bytes),
  (bytes, chance) => concatBytes(bytes, chance.bytes(1 + chance.below(40))),
  (bytes, chance) => bytes.fill(0, chance.below(bytes.length)),
];

/** Other bytes: cut short, one changed, parts swapped, junk put in, junk behind, zeros from some place on. Never the same. */
export const breakBytes = (bytes: Uint8Array, chance: Chance): Uint8Array => {
  for (;;) {
    const broken = pick(chance, byteBreaks)(new Uint8Array(bytes), chance);
    if (!same(broken, bytes)) return broken;
  }
};

const otherType = (value: unknown): unknown => (typeof value === 'string' ? { text: value } : typeof value === 'number' ? `${value}` : Array.isArray(value) ? { list: value } : typeof value === 'boolean' ? 0 : 'text');

/** Nests a million deep: what a recursive reader dies of. */
export const deepJson = (): Uint8Array => utf8(`{"a":${'['.repeat(1_000_000)}`);

const jsonBreaks: readonly ((value: Readonly<Record<string, unknown>>, required: string, chance: Chance) => Uint8Array)[] = [
  (value, required) => utf8(JSON.stringify(Object.fromEntries(Object.entries(value).filter(([key]) => key !== required)))),
  (value, required) => utf8(JSON.stringify({ ...value, [required]: otherType(value[required]) })),
  (value, required) => utf8(JSON.stringify({ ...value, [required]: null })),
  (value) => utf8(JSON.stringify([value])),
  (value, _required, chance) => {
    const text = utf8(JSON.stringify(value));
    return text.slice(0, chance.below(text.length));
  },
  (value) => utf8(`${JSON.stringify(value)}}`),
  (value) => utf8(`${JSON.stringify(value).slice(0, -1)},"more":${'['.repeat(40)}${']'.repeat(40)}}`),
  (value) => concatBytes(Uint8Array.of(0xff, 0xfe), utf8(JSON.stringify(value))),
  (_value, _required, chance) => (chance.below(20) === 0 ? deepJson() : utf8('null')),
  () => new Uint8Array(),
];

/** JSON that cannot be a message with the required fields of `required`: one is missing or of another type, it is cut, nests too deep, or is no object. */
export const breakJson = (value: Readonly<Record<string, unknown>>, required: readonly string[], chance: Chance): Uint8Array => pick(chance, jsonBreaks)(value, pick(chance, required), chance);
