import { findBase64urlBytes, toBase64url } from '../../shared/base/base64url.ts';
import type { SessionReply, SessionRequest } from '../../shared/sync/messages.ts';
import { signedMessage } from '../../shared/sync/signed-message.ts';
import type { SyncCentre } from '../centre.ts';
import type { CentreTables } from '../store/centre-store.ts';
import type { Device } from '../store/devices.ts';
import { takeActing } from './take-acting.ts';

/** Of one handshake; the rest come with the next. */
const mostSaid = 50;

/** Takes the orders that a device says, and says those of its district that it has not. Under the centre's own signature: the laptop whose key made the first may be revoked tomorrow, and the order was good. */
export const answerActing = async (centre: SyncCentre, tables: CentreTables, device: Device, { after, say }: NonNullable<SessionRequest['orders']>): Promise<NonNullable<SessionReply['orders']>> => {
  if (say.length > 0) await takeActing(centre, tables, device.area, await tables.listAreaKeys(device.area, device.id), say);
  const found = await tables.listActing(device.area, after, mostSaid);
  const sign = (bytes: string) => toBase64url(centre.crypto.sign(centre.keys.sign.privateKey, signedMessage('order', findBase64urlBytes(bytes)!)));
  // Never further than there are any: who says a number that was never given would pass over the next.
  const newest = async () => (after === 0 ? 0 : ((await tables.listActing(device.area, 0)).at(-1)?.number ?? 0));
  return { last: found.at(-1)?.number ?? Math.min(after, await newest()), said: found.map(({ bytes }) => ({ bytes, signature: sign(bytes) })) };
};
