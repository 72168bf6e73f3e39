import { err } from '../../shared/base/result.ts';
import type { Outcome } from '../host/host-link.ts';

/** Prints a page to a file, puts a file that is made already beside it, shows one of a record from a plain copy that is gone when the laptop is locked (`forget`), and opens such a file; `open` is false where the shell put none of that name there, or it is gone. */
export type Printer = { readonly save: (name: string, bytes: Uint8Array) => Promise<{ readonly name: string; readonly path: string }>; readonly show: (name: string, bytes: Uint8Array) => Promise<{ readonly name: string; readonly path: string }>; readonly forget: () => void; readonly print: (name: string, html: string) => Promise<{ readonly name: string; readonly path: string }>; readonly open: (name: string, how: 'file' | 'folder') => Promise<boolean> };

/** The queries whose answer is a file of a record: it stays encrypted, and a copy is shown for as long as somebody works. */
const records: ReadonlySet<string> = new Set(['assessment.file']);

/** The queries whose answer is a page, or a file. */
const papers: ReadonlySet<string> = new Set(['paper.make', 'case.paper', 'law.paper', 'contributions.paper', 'blank.paper', 'batch.paper', 'figures.export', 'projection.export', 'receipt.proof']);

const isPage = (value: unknown): value is { name: string; html: string } => typeof value === 'object' && value !== null && 'html' in value && typeof value.html === 'string' && 'name' in value && typeof value.name === 'string';

const isFile = (value: unknown): value is { name: string; bytes: Uint8Array } => typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array && 'name' in value && typeof value.name === 'string';

/**
 * What only the shell can do with an answer of the host: a page that is to be printed becomes a PDF, a file is put away, and the window learns where it lies, not what is in it; a paper that the host lets be opened is opened. Other answers are passed on as they are.
 * Error: NotFound (paper).
 */
export const finishInShell = async ({ channel, input }: { readonly channel: string; readonly input: unknown }, outcome: Outcome, printer: Printer): Promise<Outcome> => {
  if (!outcome.ok) return outcome;
  if (channel === 'paper.open') {
    const { name, how } = input as { name: string; how: 'file' | 'folder' };
    return (await printer.open(name, how)) ? outcome : err({ type: 'NotFound', what: 'paper', id: name });
  }
  if (channel === 'session.lock') printer.forget();
  if (records.has(channel) && isFile(outcome.value)) return { ok: true, value: await printer.show(outcome.value.name, outcome.value.bytes) };
  if (!papers.has(channel)) return outcome;
  if (isFile(outcome.value)) return { ok: true, value: await printer.save(outcome.value.name, outcome.value.bytes) };
  if (!isPage(outcome.value)) return outcome;
  return { ok: true, value: await printer.print(outcome.value.name, outcome.value.html) };
};
