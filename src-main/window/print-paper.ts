import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';

/** Folder of printed papers, in the person's own documents. */
const paperFolder = (): string => join(app.getPath('documents'), 'Tirek');

/**
 * Prints a page of HTML to a PDF in the person's documents and returns its place. The page is loaded without script, without a link and in a session of its own that keeps nothing. Throws where it cannot be written.
 */
export const printPaper = async (name: string, html: string): Promise<string> => {
  const partition = session.fromPartition('print', { cache: false });
  partition.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith('data:') }));
  const window = new BrowserWindow({ show: false, webPreferences: { session: partition, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false } });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`);
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    const folder = paperFolder();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '-')}.pdf`);
    writeFileSync(path, pdf, { mode: 0o600 });
    return path;
  } finally {
    window.destroy();
  }
};
