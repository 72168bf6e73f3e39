import type { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import { findJson } from './find-json.ts';

const openBrace = 123;

/**
 * True where the text says nothing twice and nothing in another spelling. The engine's own words are compared first, which takes a fraction of the time: of a text whose keys are in their order they are the canonical ones, but for keys that look like
 * numbers, which it puts first.
 */
const isSaidOnce = (text: string, value: unknown): boolean => text === JSON.stringify(value) || text === canonicalJson(value);

/**
 * The message of `schema` in `bytes`, or undefined where they are not one, or say it otherwise than JSON.stringify does: of a key that stands there twice one reader takes the first and another the last, so that what was signed would mean two things. White
 * space and needless escapes are refused with it.
 */
export const findCanonical = <S extends z.ZodType>(schema: S, bytes: Uint8Array): z.infer<S> | undefined => {
  const json = bytes[0] === openBrace ? findJson(bytes) : undefined;
  return json && isSaidOnce(json.text, json.value) ? schema.safeParse(json.value).data : undefined;
};
