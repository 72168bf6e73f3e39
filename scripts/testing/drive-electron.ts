import { _electron, type ElectronApplication } from 'playwright-core';
import { getElectron } from '../bootstrap/find-electron.mjs';

export type Drive = {
  /** Folder of the app, or the executable of a package. */
  readonly app: { readonly folder: string } | { readonly executable: string };
  readonly env: Readonly<Record<string, string>>;
};

/**
 * Starts the app with a driver's hand on it. In the development runtime the app waits until the driver holds both ends; a package cannot be
 * made to wait, so there the driver may come between a window and its first page and lose it: then it is started again, twice at most.
 */
export async function driveElectron({ app, env }: Drive): Promise<ElectronApplication> {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env as Record<string, string>;
  const options = { env: { ...inherited, ...env } };
  const flags = ['--no-sandbox', '--disable-gpu'];
  if ('folder' in app) {
    // without an executable the driver asks the package `electron` for one, and puts its waiting loader before the app
    process.env.ELECTRON_OVERRIDE_DIST_PATH = getElectron().dist;
    return _electron.launch({ ...options, args: [...flags, app.folder], timeout: 120_000 });
  }
  const start = () => _electron.launch({ ...options, executablePath: app.executable, args: flags, timeout: 40_000 });
  return start().catch(start).catch(start);
}
