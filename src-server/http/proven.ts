/** Sessions and devices at most; then all are forgotten, and count by their address until they have proven themselves again. */
const mostKept = 100_000;

/** Which claims (a session, a device's id) were proven by a signature since this process began, and whose they are. */
export const createProven = (): { readonly deviceOf: (claim: string | undefined) => string | undefined; readonly keep: (claim: string, device: string) => void } => {
  const devices = new Map<string, string>();
  return {
    deviceOf: (claim) => (claim === undefined ? undefined : devices.get(claim)),
    keep: (claim, device) => {
      if (devices.size >= mostKept) devices.clear();
      devices.set(claim, device);
    },
  };
};
