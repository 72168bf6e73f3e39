import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { utf8 } from '../base/bytes.ts';
import { canonicalJson } from '../base/canonical-json.ts';
import { DeviceId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { KatoCode } from '../domain/kato.ts';
import { findMessage } from './find-message.ts';
import { Cursor } from './frame.ts';
import { limits } from './limits.ts';
import { findParts, packParts } from './parts.ts';
import { mostSaidCursors } from './said-cursors.ts';
import { encodeRising, findRising } from './varints.ts';

/** Header of a letter, `parts(header, signature, body)` as an envelope is: signed by its writer (`letter`), its body sealed to the reading key of every other laptop of the office. */
export const LetterHeader = z.object({
  v: z.literal(1),
  area: KatoCode,
  device: DeviceId,
  at: Instant,
  content: base64urlOf(32),
  ephemeral: base64urlOf(32),
  readers: z.array(z.object({ key: base64urlOf(32), sealed: base64urlOf(48) })).min(1).max(63),
});
export type LetterHeader = z.infer<typeof LetterHeader>;

/**
 * What a laptop says of itself. Its entries go on from number `after` to `last`: whoever has those to `after` lacks none. `have`: how far it has the entries of the others. `cursors`: how far it has read the
 * centre's streams. `counts`: what it holds, for people to see.
 */
export const LetterWord = z.object({
  v: z.literal(1),
  after: z.int().nonnegative(),
  last: z.int().nonnegative(),
  have: z.array(z.tuple([DeviceId, z.int().nonnegative()])).max(64),
  cursors: z.array(Cursor).max(mostSaidCursors),
  counts: z.object({ unreleased: z.int().nonnegative(), unsent: z.int().nonnegative(), aside: z.int().nonnegative(), lastReceiptAt: Instant.nullable() }),
  lease: Instant,
  /** Of the entries up to `last` those that were taken back, or can be handed in no more: the centre will never send them. */
  gone: z.array(z.int().positive()).max(1000).optional(),
});
export type LetterWord = z.infer<typeof LetterWord>;

type Signed = { readonly bytes: Uint8Array; readonly signature: Uint8Array };

/**
 * What is inside: `parts(word, open, numbers, parts(entry, …), parts(proof, signature), parts(manifest, signature, …), parts(receipt file, …))`. `open`: the numbers of all the writer's entries up to `last` that the
 * centre has not answered for: another that somebody holds of them has been. `manifests`: batches of any laptop of the office that are not answered for; `receipts`: for entries of others.
 */
export type LetterContent = {
  readonly word: LetterWord;
  readonly open: readonly number[];
  readonly entries: readonly { readonly number: number; readonly bytes: Uint8Array }[];
  readonly proof: Signed;
  readonly manifests: readonly Signed[];
  readonly receipts: readonly Uint8Array[];
};

/** The content's bytes. Throws where numbers do not rise. */
export const encodeLetter = ({ word, open, entries, proof, manifests, receipts }: LetterContent): Uint8Array<ArrayBuffer> =>
  packParts([
    utf8(canonicalJson(word)), encodeRising(open), encodeRising(entries.map(({ number }) => number)), packParts(entries.map(({ bytes }) => bytes)),
    packParts([proof.bytes, proof.signature]), packParts(manifests.flatMap(({ bytes, signature }) => [bytes, signature])), packParts(receipts),
  ]);

/** The content in `bytes`, undefined where they are none. The entries themselves are not read. */
export const findLetter = (bytes: Uint8Array): LetterContent | undefined => {
  const parts = findParts(bytes, 8);
  if (parts?.length !== 7) return undefined;
  const word = findMessage(LetterWord, parts[0]!);
  const [open, numbers] = [findRising(parts[1]!), findRising(parts[2]!)];
  const [entries, proof, manifests, receipts] = [findParts(parts[3]!, limits.entries), findParts(parts[4]!, 2), findParts(parts[5]!, limits.manifests * 2), findParts(parts[6]!, limits.manifests)];
  if (!word || !open || !numbers || !entries || proof?.length !== 2 || !manifests || !receipts || entries.length !== numbers.length || manifests.length % 2 !== 0) return undefined;
  return {
    word, open, receipts,
    entries: entries.map((entry, index) => ({ number: numbers[index]!, bytes: entry })),
    proof: { bytes: proof[0]!, signature: proof[1]! },
    manifests: Array.from({ length: manifests.length / 2 }, (_, index) => ({ bytes: manifests[index * 2]!, signature: manifests[index * 2 + 1]! })),
  };
};
