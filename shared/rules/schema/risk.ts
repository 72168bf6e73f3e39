import { z } from 'zod';
import { PlainDate } from '../../base/plain-date.ts';
import { Code } from './fact.ts';
import { Words } from './words.ts';

/** A social risk of the Concept (S2): `resources/rules/risks/<id>.json`. Screens list risks by `order`, from the day each is recognised. */
export const Risk = z.strictObject({ id: Code, order: z.int().min(1), title: Words, help: Words, from: PlainDate, source: z.string().min(1) });
export type Risk = z.infer<typeof Risk>;
