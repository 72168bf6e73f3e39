import { z } from 'zod';
import { findBase64urlBytes, toBase64url } from '../../../../shared/base/base64url.ts';
import { textOf, utf8 } from '../../../../shared/base/bytes.ts';
import type { DocumentWrite } from '../replica.ts';

const bytes = z.string().transform((text, context): Uint8Array => {
  const found = findBase64urlBytes(text);
  if (found) return found;
  context.addIssue({ code: 'custom', message: 'not base64url' });
  return z.NEVER;
});

/** What a save wrote beside its documents, as the store's own functions would write it again. `entry` is a row of the journal. */
export const SaveNote = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('entry'), number: z.int(), hash: bytes, previous: bytes, collection: z.string(), document: z.string(), bytes, author: z.string(),
    command: z.string(), at: z.string(),
  }),
  /** `office`: the batch also released entries of another laptop, named by number and hash, by this manifest. An earlier program passes the field over and reads the rest of the save. */
  z.object({
    kind: z.literal('released'), numbers: z.array(z.int()), batch: z.string(),
    office: z.object({ device: z.string(), bytes, signature: bytes, entries: z.array(z.tuple([z.int(), bytes])) }).optional(),
  }),
  z.object({ kind: z.literal('receipt'), id: z.int(), bytes, signature: bytes, at: z.string() }),
  z.object({ kind: z.literal('received'), numbers: z.array(z.int()), receipt: z.int(), result: z.string(), why: z.string().nullable().default(null) }),
  z.object({ kind: z.literal('judgedAgain'), number: z.int(), receipt: z.int(), result: z.string() }),
  z.object({ kind: z.literal('forgotten') }),
  z.object({ kind: z.literal('resolved'), numbers: z.array(z.int()), how: z.enum(['resent', 'discarded']), reason: z.string(), reread: z.string().nullable() }),
  z.object({ kind: z.literal('takenBack'), numbers: z.array(z.int()) }),
  z.object({ kind: z.literal('setting'), name: z.string(), value: z.unknown() }),
  z.object({ kind: z.literal('removedSetting'), name: z.string() }),
]);
export type SaveNote = z.output<typeof SaveNote>;

const attachment = z.object({ type: z.string(), bytes }).nullable();

/** One save of a person: the whole documents after it with the attachments it brought, and its notes. Enough to make it anew on an older state of the replica. */
export const SaveRecord = z.object({
  documents: z.array(z.object({ collection: z.string(), document: z.looseObject({ id: z.string() }), attachments: z.record(z.string(), attachment).optional() })),
  notes: z.array(SaveNote),
});
export type SaveRecord = z.output<typeof SaveRecord>;

/** What a save writes: documents as `commit` gets them, and notes. */
export type SaveContent = { readonly documents: readonly DocumentWrite[]; readonly notes: readonly SaveNote[] };

/** `value` with its bytes as text. A Buffer out of SQLite is a Uint8Array with a `toJSON` of its own, so bytes are written by hand. */
const plainOf = (value: object): object => Object.fromEntries(Object.entries(value).map(([name, part]) => [name, part instanceof Uint8Array ? toBase64url(part) : (part as unknown)]));

const plainNote = (note: SaveNote): object =>
  note.kind === 'released' && note.office ? { ...note, office: { ...plainOf(note.office), entries: note.office.entries.map(([number, hash]) => [number, toBase64url(hash)]) } } : plainOf(note);

const plainAttachments = (attachments: NonNullable<DocumentWrite['attachments']>): object =>
  Object.fromEntries(Object.entries(attachments).map(([name, write]) => [name, write && plainOf(write)]));

/** The record as bytes. */
export const encodeSave = ({ documents, notes }: SaveContent): Uint8Array =>
  utf8(JSON.stringify({
    documents: documents.map(({ collection, document, attachments }) => ({ collection, document, ...(attachments && { attachments: plainAttachments(attachments) }) })),
    notes: notes.map(plainNote),
  }));

/** The record in `encoded`, or undefined where it is none. */
export const findSave = (encoded: Uint8Array): SaveRecord | undefined => {
  try {
    return SaveRecord.safeParse(JSON.parse(textOf(encoded))).data;
  } catch {
    return undefined;
  }
};
