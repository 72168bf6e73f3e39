import { parseArgs } from 'node:util';
import type { Area } from '../../shared/domain/kato.ts';

export const usage = `npm run population -- --persons N --district КАТО --seed S --out FILE.ndjson

Writes made-up people, one JSON object a line. Equal arguments give equal bytes.
  --persons N      how many, 1 to 1000000
  --district КАТО  nine digits of a district or city (resources/reference/kato-2024.tsv), e.g. 636200000
  --seed S         any text without spaces; 1 when not given
  --out FILE       where to; an older file is replaced
  --ledgers FILE   where to write their contributions and payments, one ledger a line; not written when not given`;

export type PopulationArguments = { readonly persons: number; readonly district: string; readonly seed: string; readonly out: string; readonly ledgers: string | undefined };

/** Reads the command line. Answers what is wrong as a sentence. */
export const readArguments = (args: readonly string[], areas: readonly Area[]): PopulationArguments | string => {
  let values;
  try {
    const text = { type: 'string' } as const;
    ({ values } = parseArgs({ args: [...args], options: { persons: text, district: text, seed: { ...text, default: '1' }, out: text, ledgers: text }, strict: true, allowPositionals: false }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { persons = '', district = '', seed, out = '', ledgers } = values;
  if (!/^[1-9][0-9]{0,6}$/.test(persons) || Number(persons) > 1_000_000) return `--persons must be a whole number from 1 to 1000000, not ${JSON.stringify(persons)}`;
  if (!/^[0-9]{9}$/.test(district)) return `--district must be a КАТО code of nine digits, not ${JSON.stringify(district)}`;
  const area = areas.find((candidate) => candidate.kato === district && candidate.to === null);
  if (!area) return `--district ${district} is not in the КАТО table`;
  if (area.level !== 2) return `--district ${district} is a region (${area.nameRu}); name one of its districts or cities`;
  if (!/^\S+$/u.test(seed)) return '--seed must be a text without spaces';
  if (out === '') return '--out must name the file to write';
  return { persons: Number(persons), district, seed, out, ledgers };
};
