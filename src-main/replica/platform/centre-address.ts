import { pinOfAddress } from '../../../shared/sync/centre-pin.ts';

/** The address as it is asked for, and the key that must answer there, where the address names one. */
export const readAddress = (address: string): { readonly url: URL; readonly pin: string | undefined } => {
  const url = new URL(address);
  const pin = pinOfAddress(address);
  // It is no user's name, and must not become one.
  url.username = '';
  return { url, pin };
};
