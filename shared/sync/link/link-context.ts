/**
 * What both ends of a link know without saying it: the device, its district, the reading key of the centre, who works on the device (ids, sorted) and the link's secret. `previous`, `number`,
 * `entry` and `hlc` are of the envelope that went before on this link: its hash, and of its last entry number, hash and clock (milliseconds); a link begins with {@link newLinkContext}.
 */
export type LinkContext = {
  readonly device: string;
  readonly area: string;
  readonly readKey: Uint8Array;
  readonly staff: readonly string[];
  readonly secret: Uint8Array;
  readonly previous: Uint8Array;
  readonly number: number;
  readonly entry: Uint8Array;
  readonly time: number;
};

export const noHash: Uint8Array = new Uint8Array(32);

/** The context of a new link. */
export const newLinkContext = (fixed: Pick<LinkContext, 'device' | 'area' | 'readKey' | 'staff' | 'secret'>): LinkContext =>
  ({ ...fixed, staff: [...new Set(fixed.staff)].sort(), previous: noHash, number: 0, entry: noHash, time: 0 });
