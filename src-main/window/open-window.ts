import { BrowserWindow } from 'electron';
import { appOrigin } from './app-origin.ts';

/** The one window, not yet shown: sandboxed, isolated, without Node; 1366 × 768 is the smallest screen it is made for. */
export function createWindow(preload: string, isPackaged: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    // the page's own ground, so that nothing flashes white before it
    backgroundColor: '#f6f5f2',
    title: 'Tirek',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // its dictionaries would come from a foreign server
      spellcheck: false,
      devTools: !isPackaged,
    },
  });
  window.setMenuBarVisibility(false);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the page, and again when its process dies: the replica host holds everything that matters. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  await window.loadURL(`${appOrigin}/`);
}
