import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, BrowserWindow, session, shell } from 'electron';
import { saveFile } from './save-file.ts';
import type { ShownFiles } from './shown-files.ts';
import type { Printer } from '../ipc/finish-in-shell.ts';

/** What stands at the foot of every page: which paper it is, and which page of how many. Its fonts are the page's own: what a footer has beside them would lie in the file as another font. */
const footOf = (html: string): string => {
  const fonts = [...html.matchAll(/@font-face \{[^}]*\}/g)].map(([rule]) => rule).join('\n');
  return `<style>${fonts} .foot { width: 100%; padding: 0 18mm; display: flex; justify-content: space-between; font: 7.5pt 'Inter Paper'; color: #333; }</style><div class="foot"><span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
};

/** Folder of printed papers, in the person's own documents. */
const paperFolder = (): string => join(app.getPath('documents'), 'Tirek');

/**
 * Prints a page of HTML to a PDF in the person's documents. The page is loaded without script, without a link and in a session of its own that keeps nothing. Throws where it cannot be written.
 */
const printPaper = async (name: string, html: string): Promise<string> => {
  const partition = session.fromPartition('print', { cache: false });
  partition.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith('data:') }));
  const window = new BrowserWindow({ show: false, webPreferences: { session: partition, sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false } });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`);
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footOf(html) });
    const folder = paperFolder();
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '-')}.pdf`);
    writeFileSync(path, pdf, { mode: 0o600 });
    return path;
  } finally {
    window.destroy();
  }
};

/** The printer of one run: it opens what it printed, put away or shows itself, by the name of the file, and nothing else on the computer. */
export const createPrinter = (shown: ShownFiles): Printer => {
  const printed = new Map<string, string>();
  const keep = (path: string) => {
    const file = basename(path);
    printed.set(file, path);
    return { name: file, path };
  };
  return {
    print: async (name, html) => keep(await printPaper(name, html)),
    save: async (name, bytes) => keep(saveFile(paperFolder(), name, bytes)),
    show: async (name, bytes) => keep(shown.put(name, bytes)),
    forget: shown.forget,
    open: async (name, how) => {
      const path = printed.get(name);
      if (path === undefined || !existsSync(path)) return false;
      if (how === 'folder') {
        shell.showItemInFolder(path);
        return true;
      }
      return (await shell.openPath(path)) === '';
    },
  };
};
