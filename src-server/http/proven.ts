/** Sessions and devices at most; then all are forgotten, and count by their address until they have proven themselves again. */
const mostKept = 100_000;

/** Which sessions were proven by a signature since this process began, and whose they are; and the keys of devices whose handshake held, so that the next one's signature can be checked before anything is asked of the database. */
export const createProven = () => {
  const [sessions, keys] = [new Map<string, string>(), new Map<string, Uint8Array>()];
  const put = <V>(map: Map<string, V>, key: string, value: V): void => {
    if (map.size >= mostKept) map.clear();
    map.set(key, value);
  };
  return {
    deviceOf: (session: string): string | undefined => sessions.get(session),
    keep: (session: string, device: string): void => put(sessions, session, device),
    keyOf: (device: string): Uint8Array | undefined => keys.get(device),
    keepKey: (device: string, key: Uint8Array): void => put(keys, device, key),
  };
};
