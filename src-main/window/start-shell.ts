import { join } from 'node:path';
import { app, protocol, session } from 'electron';
import type { AppError } from '../../shared/base/app-error.ts';
import { createHostLink, type HostLink } from '../host/host-link.ts';
import type { HostProcess } from '../host/host-process.ts';
import type { ContractShape } from '../ipc/contract-shape.ts';
import { serve } from '../ipc/serve.ts';
import { appScheme } from './app-origin.ts';
import { chooseFolder } from './choose-folder.ts';
import { lockContents } from './lock-contents.ts';
import { lockSession } from './lock-session.ts';
import { createWindow, loadPage } from './open-window.ts';
import { createPrinter } from './create-printer.ts';
import { serveAppFiles } from './serve-app-files.ts';
import { setMenu } from './set-menu.ts';
import { shownFiles } from './shown-files.ts';

export type ShellParts = {
  /** Folder of the page, absolute. */
  readonly page: string;
  readonly preload: string;
  /** Folder of Chromium's own files; one running shell for each. */
  readonly userData: string;
  readonly contract: ContractShape;
  /** Channels for which the person is asked for a folder, each with the query that says whether it may be used now. */
  readonly folderChannels?: ReadonlyMap<string, string>;
  readonly spawnHost: () => HostProcess;
  readonly makeNonce: () => string;
  readonly makeIncident: (error: unknown) => AppError;
  readonly log: (event: string, facts: Record<string, unknown>) => void;
};

/** How long the host may take to close the replica when the window is closed. */
const patience = 3000;

/** Puts the shell together and opens its window. Must be called before Electron is ready. Does nothing but focus the open window where one runs for this profile already. */
export async function startShell(parts: ShellParts): Promise<{ readonly host: HostLink } | undefined> {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  app.setPath('userData', parts.userData);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return undefined;
  }
  // root cannot have Chromium's sandbox (tests run as root); asking for both ends every process of it
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  // started while Chromium still is: both are needed, neither needs the other
  const host = createHostLink(parts.spawnHost, parts.log);
  const shown = shownFiles(join(parts.userData, 'shown'));
  let stopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    shown.forget();
    void host.stop(patience).then(() => {
      stopped = true;
      app.quit();
    });
  });

  await app.whenReady();
  lockSession(session.defaultSession);
  serveAppFiles(session.defaultSession, parts.page, parts.makeNonce);
  setMenu(app.isPackaged);
  const window = createWindow(parts.preload, app.isPackaged);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  serve({ contract: parts.contract, host, window, makeIncident: parts.makeIncident, printer: createPrinter(shown), chooseFolder: () => chooseFolder(window), ...(parts.folderChannels ? { folderChannels: parts.folderChannels } : {}) });
  await loadPage(window);
  return { host };
}
