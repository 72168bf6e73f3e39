import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { largestScan } from '../domain/scan.ts';

/** What a device says it takes, in `SessionRequest.takes`, where it sends and fetches files: a centre that keeps them answers with `SessionReply.files`. */
export const takesFiles = 'files';

/** Files asked about in one request. */
export const mostFilesAsked = 100;

/** Bytes of a file in one request or answer, at least and at most. A range is about as large as a few seconds of the line. */
export const fileRange = { least: 4096, most: 65_536 } as const;

/** A file by its content: SHA-256 and size in bytes. */
const file = { hash: base64urlOf(32), size: z.int().positive().max(largestScan) };
const offset = z.int().nonnegative().max(largestScan - 1);

/**
 * POST /file, signed as /sync is: `packParts([FileRequest JSON])`, for `put` followed by the bytes. `held`: how much the centre has of each file. `put`: the bytes of a file from `offset` on. `get`: at most `length` bytes of a
 * file that the centre has whole, from `offset` on; answered by the bytes themselves, the others by a `FileReply`.
 */
export const FileRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('held'), files: z.array(z.object(file)).min(1).max(mostFilesAsked) }),
  z.object({ ask: z.literal('put'), ...file, offset }),
  z.object({ ask: z.literal('get'), ...file, offset, length: z.int().min(1).max(fileRange.most) }),
]);
export type FileRequest = z.infer<typeof FileRequest>;

/** How many bytes the centre has of each file of the request, in its order, from the beginning without a gap; its size: it has the whole, and has checked it. null: no record that stands names it in a stream of the device's, and it is not taken. */
export const FileReply = z.object({ held: z.array(z.int().nonnegative().nullable()).max(mostFilesAsked) });
export type FileReply = z.infer<typeof FileReply>;
