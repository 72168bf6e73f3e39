import { same, type Fields, type ModelDocument, type ModelEntry } from './shapes.ts';

type Rule = 'latest' | 'both' | 'person' | 'never';

const listed = (rule: Rule, ...fields: string[]): [string, Rule][] => fields.map((field) => [field, rule]);

/** What may happen to a field that two offices changed without knowing of each other. A field nobody knows is left to a person. */
const rules: Readonly<Record<string, ReadonlyMap<string, Rule>>> = {
  persons: new Map([...listed('latest', 'settlement', 'street', 'house', 'phone'), ...listed('both', 'otherIds', 'work', 'notSame'), ...listed('never', 'id', 'synthetic')]),
  cases: new Map(listed('never', 'id', 'number', 'risk', 'opened')),
  batches: new Map(listed('never', 'id', 'number', 'district', 'signed', 'cases', 'persons', 'entries')),
  ...Object.fromEntries(['registryTasks', 'caseworkTasks'].map((kind) => [kind, new Map([...listed('never', 'id', 'collection', 'document', 'opened'), ...listed('both', 'notes')])])),
};
export const ruleOf = (collection: string, field: string): Rule => rules[collection]!.get(field) ?? 'person';

/** What a supervisor approves is one thing, and what says that two records are one: a rival to any of it is a rival to all of it. */
const together: Readonly<Record<string, readonly string[]>> = { cases: ['district', 'status', 'facts', 'handedOver', 'returned', 'approved', 'transferred'], persons: ['mergedInto', 'merge'], batches: [] };
const wholeTask = ['fields', 'left', 'right', 'status', 'resolution'];
/** Fields of a collection that stand or fall together. */
export const groupOf = (collection: string): readonly string[] => together[collection] ?? wholeTask;

/** Versions of an epoch after a restore begin here, so that no number means two different contents. */
const firstVersionOf = (epoch: number) => (epoch - 1) * 2 ** 20 + 1;
export const nextVersion = (version: number, epoch: number): number => Math.max(version + 1, firstVersionOf(epoch));

/** A set after somebody put into it and took out of it. */
export const setAfter = (now: unknown, { put, out }: { readonly put: readonly unknown[]; readonly out: readonly unknown[] }): readonly unknown[] => {
  const left = ((now ?? []) as readonly unknown[]).filter((one) => !out.some((gone) => same(gone, one)));
  return [...left, ...put.filter((one) => !left.some((known) => same(known, one)))];
};
const sameMembers = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((one) => b.some((other) => same(one, other))) && b.every((one) => a.some((other) => same(one, other)));

export type MergedChange = { readonly refused: string } | { readonly rivals: boolean; readonly overtaken: boolean; readonly document: ModelDocument; readonly changed: boolean };

/** What `entry` makes of `document`, or why a person must look at it. Whole or not at all. */
export const mergeChange = (document: ModelDocument | undefined, entry: ModelEntry, epoch: number): MergedChange => {
  const mine = { device: entry.device, number: entry.number, hlc: entry.hlc };
  if (!document) {
    if (entry.base > 0) return { refused: 'unknownDocument' };
    return { rivals: false, overtaken: false, changed: true, document: { version: 1, since: 1, body: { ...entry.changes }, changedAt: {}, madeBy: { 1: mine }, areas: [] } };
  }
  const makerOf = (field: string) => document.madeBy[document.changedAt[field] ?? 1];
  /** A change of `field` that the author of the entry could not know of. */
  const unseenBy = (field: string): 'nobody' | 'self' | 'other' => {
    if (!(field in document.body) || (document.changedAt[field] ?? 1) <= entry.base) return 'nobody';
    const maker = makerOf(field);
    if (maker?.device !== entry.device) return 'other';
    if (maker.number > entry.number) return 'self';
    // Who decides a dispute shows its outcome to nobody before the centre does.
    return maker.byDecision ? 'other' : 'nobody';
  };

  const next: Record<string, unknown> = {};
  const gathered = new Set<string>();
  let [overtaken, isGathered] = [false, false];
  for (const [field, value] of Object.entries(entry.changes)) {
    const now = document.body[field];
    const rule = ruleOf(entry.collection, field);
    if (rule === 'never') {
      if (now === undefined) next[field] = value;
      else if (!same(now, value)) return { refused: 'immutable' };
      continue;
    }
    if (rule === 'person') {
      const group = groupOf(entry.collection);
      const rivals = (group.includes(field) ? group : [field]).filter((other) => other in document.body && unseenBy(other) === 'other' && !(other === field && same(now, value)));
      if (rivals.length > 0) return { refused: 'conflict' };
    }
    const change = rule === 'both' ? entry.sets?.[field] : undefined;
    if (change) {
      const after = setAfter(now, change);
      const isOwn = sameMembers(after, value as readonly unknown[]);
      const stands = isOwn ? value : after;
      isGathered ||= !isOwn;
      if (same(now, stands)) overtaken ||= !same(now, value);
      else {
        next[field] = stands;
        if (!isOwn) gathered.add(field);
      }
      continue;
    }
    const unseen = unseenBy(field);
    // The author's own later word holds, but takes nothing out of a set.
    if (unseen === 'self' && rule !== 'both') {
      overtaken ||= !same(now, value);
      continue;
    }
    const maker = makerOf(field);
    const isLater = !maker || `${entry.hlc}${entry.device}` > `${maker.hlc}${maker.device}`;
    if (same(now, value)) {
      if (rule === 'latest' && isLater) next[field] = value;
      continue;
    }
    // Their own entry before this one stands together with another's, which they have not read yet: that stays.
    const isBeside = rule === 'both' && document.bothSides?.has(field) === true && (document.changedAt[field] ?? 1) > entry.base;
    isGathered ||= isBeside;
    if (rule === 'both' && (isBeside || unseen !== 'nobody')) gathered.add(field);
    if (unseen === 'nobody' && !isBeside) next[field] = value;
    else if (rule === 'both') next[field] = Array.isArray(now) ? [...(now as unknown[]), ...(value as unknown[]).filter((one) => !now.some((known) => same(known, one)))] : value;
    else if (isLater) next[field] = value;
  }
  const rivals = isGathered || Object.keys(document.body).some((field) => unseenBy(field) === 'other');
  if (Object.keys(next).length === 0) return { rivals, overtaken, changed: false, document };
  const version = nextVersion(document.version, epoch);
  const changedAt: Fields & Record<string, number> = { ...document.changedAt };
  for (const field of Object.keys(next)) changedAt[field] = version;
  const bothSides = new Set([...[...(document.bothSides ?? [])].filter((field) => !(field in next)), ...gathered]);
  return { rivals, overtaken, changed: true, document: { ...document, version, since: version, body: { ...document.body, ...next }, changedAt, bothSides, madeBy: { ...document.madeBy, [version]: mine } } };
};
