import type { ElectronApplication, Page } from 'playwright-core';
import { places } from '../../../scripts/bootstrap/places.mjs';
import { driveElectron } from '../../../scripts/testing/drive-electron.ts';

export type LaunchOptions = {
  /** Profile folder of the laptop (TIREK_PROFILE). */
  readonly profile: string;
  /** Folder of the app; the built tree of the project unless told. */
  readonly app?: string;
  /** A packaged program to start instead of the development runtime. */
  readonly executable?: string;
  readonly env?: Readonly<Record<string, string>>;
};

export type LaunchedApp = { readonly app: ElectronApplication; readonly page: Page; readonly output: () => string; readonly close: () => Promise<void> };

/** Starts the desktop in real Electron, as a person would, and waits for its window. The caller closes it. */
export async function launchApp({ profile, app: folder = places.root, executable, env = {} }: LaunchOptions): Promise<LaunchedApp> {
  const app = await driveElectron({ app: executable ? { executable } : { folder }, env: { TIREK_PROFILE: profile, TIREK_NODE: places.node24, ...env } });
  let output = '';
  app.process().stdout?.on('data', (chunk) => (output += chunk));
  app.process().stderr?.on('data', (chunk) => (output += chunk));
  const page = await app.firstWindow();
  return { app, page, output: () => output, close: () => app.close() };
}
