import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { DeviceId, StaffId } from '../base/ids.ts';
import { CollectionName } from '../domain/collection.ts';
import { findCanonical } from './find-canonical.ts';
import { Hlc } from './hlc.ts';
import { JsonObject } from './json-object.ts';
import { limits } from './limits.ts';
import { SetChange } from './set-changes.ts';
import { mostVersion } from './most-version.ts';

/**
 * One change of one document by one command: the outbox, the audit trail and the input of merging in one (sync page).
 * `changes` holds only the top-level fields that changed. `base` is the centre's version the change was made on (0: the centre
 * did not know the document). `previous` is the hash of this device's entry before it, so the trail cannot be altered unseen.
 */
export const JournalEntry = z.object({
  v: z.literal(1),
  device: DeviceId,
  number: z.int().positive(),
  collection: CollectionName,
  document: z.string().max(36),
  base: z.int().nonnegative().max(mostVersion - 1),
  /** Per other laptop of the office, its newest entry on this document that the author had before them though no version of the centre held it yet: as good as a base that does. */
  heard: z.array(z.tuple([DeviceId, z.int().positive()])).min(1).max(16).optional(),
  changes: JsonObject.refine((changes) => Object.keys(changes).every((field) => field.length <= 60)),
  /** Of those that are sets: what the author put in and took out. A set is what its changes make of it, whoever had seen what; without this (an older program) it is merged by `changes`. */
  sets: z.record(z.string().max(60), SetChange).optional(),
  command: z.string().max(60),
  /** The author's word beside what is done, such as why something is given up. A centre that does not know it passes over it. */
  note: z.string().max(1200).optional(),
  author: StaffId,
  hlc: Hlc,
  previous: base64urlOf(32),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** The entry's bytes: what is hashed, chained, released, sent and receipted. Made once; nobody re-encodes them. */
export const encodeEntry = (entry: JournalEntry): Uint8Array<ArrayBuffer> => utf8(canonicalJson(entry));

/** The entry in `bytes`, or undefined where they are not one, each field said once. */
export const findEntry = (bytes: Uint8Array): JournalEntry | undefined => (bytes.length > limits.entry ? undefined : findCanonical(JournalEntry, bytes));
