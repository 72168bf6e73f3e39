import { z } from 'zod';
import { base64urlOf } from '../base/base64url.ts';
import { DeviceId } from '../base/ids.ts';
import { Instant } from '../base/instant.ts';
import { FileReply } from './file-messages.ts';
import { RefusalCode } from './messages.ts';
import { ReceiptLine } from './receipt.ts';

/**
 * POST /last: what a laptop whose access was taken away still hands in. `parts(LastRequest JSON, envelope, …)`, with `file` and behind the envelopes what POST /file takes (`held` or `put`), signed by the device (domain `last`), answered by `parts(LastReply JSON, revocation, signature, receipt, signature, …)`.
 * Of any other laptop it is refused (`notFound`).
 */
export const LastRequest = z.object({ device: DeviceId, nonce: base64urlOf(16), envelopes: z.int().min(0).max(16), file: z.literal(true).optional() });
export type LastRequest = z.infer<typeof LastRequest>;

/** For each envelope its lines, and two parts behind the revocation's: its receipt and the signature; of one that is refused both are empty. */
export const LastReply = z.object({ envelopes: z.array(z.object({ lines: z.array(ReceiptLine), refused: RefusalCode.optional() })) });
export type LastReply = z.infer<typeof LastReply>;

/** The centre's word that a laptop's access is taken away, in answer to this very request: signed over `signatureDomains.revoked ‖ bytes`. Without it nothing is erased, whoever says what. `epoch`: the centre's; one before this version does not say it. `files`: it takes files so; `held`: what it has of those of the request. By these words a laptop erases what it has alone, so they are signed. */
export const Revocation = z.object({ v: z.literal(1), device: DeviceId, nonce: base64urlOf(16), at: Instant, epoch: z.int().min(1).optional(), files: z.literal(true).optional(), held: FileReply.shape.held.optional() });
export type Revocation = z.infer<typeof Revocation>;
