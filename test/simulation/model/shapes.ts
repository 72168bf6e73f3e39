// The reference model: what an office and the centre owe each other, written from the protocol's page alone. Nothing in this folder imports the engine.

export type Fields = Readonly<Record<string, unknown>>;

/** One acknowledged change of one document on a laptop, as the person meant it. `flaw`: what is wrong with its content, where the history meant it to be wrong. */
export type ModelEntry = {
  readonly device: string;
  readonly number: number;
  readonly hash: string;
  readonly collection: string;
  readonly document: string;
  readonly changes: Fields;
  /** Of its fields that are sets: what was put in and what taken out. */
  readonly sets?: Readonly<Record<string, { readonly put: readonly unknown[]; readonly out: readonly unknown[] }>> | undefined;
  readonly base: number;
  readonly author: string;
  readonly hlc: string;
  readonly flaw?: 'unreadable' | 'invalid' | 'unstorable' | undefined;
  /** In no manifest, in one that a supervisor signed, or only in one that counts for nothing. */
  released: 'no' | 'yes' | 'forged';
  /** Its author has taken it back before it was released. */
  takenBack?: true;
};

export type ModelDocument = {
  readonly version: number;
  /** The version since which the body is what it is: later ones only say that something was put aside. */
  readonly since: number;
  readonly body: Fields;
  /** Field → version of its last change; a field that never changed stands at 1. */
  readonly changedAt: Readonly<Record<string, number>>;
  /** Sets that hold what two sides brought, of whom the last to write had not seen the other's. */
  readonly bothSides?: ReadonlySet<string>;
  /** Version → who made it. */
  readonly madeBy: Readonly<Record<number, { readonly device: string; readonly number: number; readonly hlc: string; readonly byDecision?: true }>>;
  readonly areas: readonly string[];
};

export type ModelLine = { readonly result: 'applied' | 'merged' | 'quarantined'; readonly why?: string | undefined };
/** `readsDisputes`: its program knows of them, as far as the centre has heard. */
export type ModelDevice = { readonly id: string; readonly area: string; readonly roles: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string>; revoked: boolean; readsDisputes: boolean };

/** An item of a stream as the centre sent it, in its order. */
export type ModelItem = { readonly seq: number; readonly key: string; readonly kind: 'put' | 'moved'; readonly version: number; readonly body: Fields | undefined };

/** One value, one text: keys sorted at every depth. */
export const textOf = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'nothing';
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  return `{${Object.keys(value).sort().filter((key) => (value as Fields)[key] !== undefined).map((key) => `${JSON.stringify(key)}:${textOf((value as Fields)[key])}`).join()}}`;
};

const namesOf = (fields: Fields): string[] => Object.keys(fields).filter((key) => fields[key] !== undefined);

/** True where both have one {@link textOf}. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return textOf(a) === textOf(b);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => same(one, b[at]));
  const names = namesOf(a as Fields);
  return names.length === namesOf(b as Fields).length && names.every((name) => (b as Fields)[name] !== undefined && same((a as Fields)[name], (b as Fields)[name]));
};
