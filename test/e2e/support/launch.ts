import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { getElectron } from '../../../scripts/bootstrap/find-electron.mjs';
import { places } from '../../../scripts/bootstrap/places.mjs';

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
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env as Record<string, string>;
  const app = await _electron.launch({
    executablePath: executable ?? getElectron().executable,
    args: ['--no-sandbox', '--disable-gpu', ...(executable ? [] : [folder])],
    env: { ...inherited, TIREK_PROFILE: profile, TIREK_NODE: places.node24, ...env },
  });
  let output = '';
  app.process().stdout?.on('data', (chunk) => (output += chunk));
  app.process().stderr?.on('data', (chunk) => (output += chunk));
  const page = await app.firstWindow();
  return { app, page, output: () => output, close: () => app.close() };
}
