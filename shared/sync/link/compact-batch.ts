import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import { instantOf } from '../../base/instant.ts';
import type { JournalEntry } from '../journal-entry.ts';

/** Of a batch's record what does not follow from its entry: count of its number, cases, persons, entries, milliseconds from the entry's clock to the signature, name of who signed. */
const ShortBatch = z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.string()]);

/** Where the rest is known from: the entry, and the link's district. */
type Around = { readonly device: string; readonly document: string; readonly author: string; readonly hlc: string; readonly area: string };

const timeOf = ({ hlc }: Around): number => Number.parseInt(hlc.slice(0, 12), 16);

/** The whole record of a batch of which an entry says `short`, as the laptops write it. Throws where it is none. */
export const takeBatch = (short: unknown, around: Around): JournalEntry['changes'] => {
  const [count, cases, persons, entries, step, byName] = ShortBatch.parse(short);
  const at = instantOf(timeOf(around) + step);
  return { id: around.document, number: `${at.slice(0, 4)}-${count}/${around.device.slice(-6).toUpperCase()}`, district: around.area, signed: { by: around.author, byName, at }, cases, persons, entries };
};

/** The record of a batch as a short line (PROTOCOL.md, "Packed envelope"), from which {@link takeBatch} makes the same; undefined where another would come of it. */
export const findShortBatch = (changes: JournalEntry['changes'], around: Around): string | undefined => {
  const { number, cases, persons, entries, signed } = changes as Readonly<Record<string, unknown>>;
  const { at, byName } = (typeof signed === 'object' && signed !== null ? signed : {}) as Readonly<Record<string, unknown>>;
  const short = ShortBatch.safeParse([Number(/-(\d{1,9})\//.exec(String(number))?.[1]), cases, persons, entries, Date.parse(String(at)) - timeOf(around), byName]);
  return short.success && canonicalJson(takeBatch(short.data, around)) === canonicalJson(changes) ? JSON.stringify(short.data) : undefined;
};
