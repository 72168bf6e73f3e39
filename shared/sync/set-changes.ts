import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.ts';
import type { CollectionName } from '../domain/collection.ts';
import { policyOf } from './merge-policy.ts';

type Json = z.core.util.JSONType;

/** What an author put into a set and what they took out of it, each element whole. */
export const SetChange = z.object({ put: z.array(z.json()).max(1000), out: z.array(z.json()).max(1000) });
export type SetChange = z.infer<typeof SetChange>;

/** A set with an author's change on it, whatever else has become of it meanwhile: what they put in is in it, what they took out is not, the rest stays (the operations of an observed-remove set: Shapiro et al. 2011). */
export const changedSet = (now: unknown, { put, out }: SetChange): readonly unknown[] => {
  const gone = new Set(out.map(canonicalJson));
  const kept = Array.isArray(now) ? now.filter((one) => !gone.has(canonicalJson(one))) : [];
  const known = new Set(kept.map(canonicalJson));
  return [...kept, ...put.filter((one) => !known.has(canonicalJson(one)))];
};

/** Of the changed fields that are sets: what was put in and taken out; undefined where none is. A new document's are whole as they are. */
export const setChanges = (collection: CollectionName, before: Readonly<Record<string, unknown>> | undefined, changes: Readonly<Record<string, unknown>>): Record<string, SetChange> | undefined => {
  const sets = Object.entries(before ? changes : {}).flatMap(([field, value]): [string, SetChange][] => {
    const was = before?.[field];
    if (policyOf(collection, field).merge !== 'union' || !Array.isArray(was) || !Array.isArray(value)) return [];
    const [old, now] = [new Set(was.map(canonicalJson)), new Set(value.map(canonicalJson))];
    // Twice the same is no set: the list stands for itself.
    if (old.size !== was.length || now.size !== value.length) return [];
    return [[field, { put: value.filter((one) => !old.has(canonicalJson(one))) as Json[], out: was.filter((one) => !now.has(canonicalJson(one))) as Json[] }]];
  });
  return sets.length === 0 ? undefined : Object.fromEntries(sets);
};
