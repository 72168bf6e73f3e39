import type { Chance } from '../../simulation/chance.ts';
import type { RealCentre } from './real-centre.ts';

/**
 * One thing said to the centre or to a laptop. `leaves`: what of the database it may change: nothing; records (an envelope was taken and its entries put aside); anything (a valid
 * control). Running it gives what is wrong with the answer, undefined where nothing is.
 */
export type FuzzCase = { readonly name: string; readonly leaves: 'nothing' | 'records' | 'anything'; readonly run: () => Promise<string | undefined> };

/** Makes the next case of a kind. */
export type MakeCase = (centre: RealCentre, chance: Chance) => FuzzCase;

export type Answer = { readonly status: number; readonly bytes: Uint8Array };
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 300));

/** A clear refusal: a status of its own with its code, never the one for bugs. `codes`: which of them are right; none given: any. */
export const wrongRefusal = ({ status, bytes }: Answer, ...codes: readonly string[]): string | undefined => {
  const text = textOf(bytes);
  const code = /^\{"refused":"([a-zA-Z]+)"\}$/.exec(text)?.[1];
  if (status < 400 || status >= 500 || !code) return `not refused: ${status} ${text}`;
  return codes.length === 0 || codes.includes(code) ? undefined : `refused as ${code}, not ${codes.join(' or ')}`;
};

/** Accepted. */
export const wrongWelcome = ({ status, bytes }: Answer): string | undefined => (status === 200 ? undefined : `not accepted: ${status} ${textOf(bytes)}`);
