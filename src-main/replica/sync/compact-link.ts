import type { Cursor } from '../../../shared/sync/frame.ts';
import type { OwnEnvelope } from '../../../shared/sync/link/compact-envelope.ts';
import type { LinkContext } from '../../../shared/sync/link/link-context.ts';

/** What this end of a compact link keeps while it lasts (PROTOCOL.md, "Compact link"). */
export type CompactLink = {
  context: LinkContext;
  /** Number of the next envelope that is sealed for this link. */
  next: number;
  /** The cursors that the centre takes for this device's; undefined where it has to be told. */
  cursors: Map<string, Cursor> | undefined;
  /** The sum of the device's streams as the centre said it last. */
  sum: string | undefined;
  /** The last reply said that there is more: the next request says anew how much. */
  isBehind: boolean;
  /** The envelope that was last sealed for this link, and its bytes. */
  sealed: { readonly envelope: OwnEnvelope; readonly bytes: Uint8Array } | undefined;
};
