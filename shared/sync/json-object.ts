import { z } from 'zod';

/**
 * An object that came out of `JSON.parse`: its leaves are JSON already, so it is not walked (zod's `json()` takes thirty times as long, which is what a
 * first load of a district would then mostly do). An own `__proto__` is refused, since `Object.assign` would make it the prototype.
 */
export const JsonObject = z.custom<Record<string, z.core.util.JSONType>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__'));
export type JsonObject = z.infer<typeof JsonObject>;
