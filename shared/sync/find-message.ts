import type { z } from 'zod';
import { findJson } from './find-json.ts';

/** The message of `schema` in `bytes`, or undefined where they are not one. The only way bytes from outside become a typed value. */
export const findMessage = <S extends z.ZodType>(schema: S, bytes: Uint8Array): z.infer<S> | undefined => {
  const json = findJson(bytes);
  return json && schema.safeParse(json.value).data;
};
