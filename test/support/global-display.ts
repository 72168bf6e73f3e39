import { hasDisplay, startVirtualDisplay } from '../../scripts/bootstrap/virtual-display.mjs';

/** One virtual screen for all tests of a run that open windows, where there is no real one. */
export async function setup(): Promise<(() => void) | undefined> {
  if (hasDisplay()) return undefined;
  const { stop } = await startVirtualDisplay();
  return stop;
}
