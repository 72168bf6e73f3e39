/** Requests a minute: per device where the request is proven to be its (by a session that it signed in, or by the signature of the handshake), else per address. */
export type RateLimits = { readonly enrol: number; readonly admit: number; readonly session: number; readonly sync: number; readonly chunk: number; readonly office: number; readonly last: number; readonly compare: number; readonly file: number };

/** Guessing a code or flooding a route is stopped; an office of twenty laptops behind one address is not. */
export const defaultRateLimits: RateLimits = { enrol: 60, admit: 60, session: 600, sync: 6000, chunk: 6000, office: 600, last: 600, compare: 1200, file: 6000 };

const minute = 60_000;
const maxAddresses = 100_000;

/** Counts in fixed minutes, in this process and not over all of them (what is guarded is the process; asking a database for each request would be the flood itself): `allow` is false once `key` has used up `most` in the running minute. */
export const createRateLimit = (milliseconds: () => number): { readonly allow: (key: string, most: number) => boolean } => {
  let [current, counts] = [0, new Map<string, number>()];
  return {
    allow: (key, most) => {
      const now = Math.floor(milliseconds() / minute);
      if (now !== current || counts.size > maxAddresses) [current, counts] = [now, new Map()];
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= most;
    },
  };
};
