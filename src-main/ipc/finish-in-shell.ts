import { err } from '../../shared/base/result.ts';
import type { Outcome } from '../host/host-link.ts';

/** Prints a page to a file and opens such a file; `open` is false where the shell printed none of that name, or it is gone. */
export type Printer = { readonly print: (name: string, html: string) => Promise<{ readonly name: string; readonly path: string }>; readonly open: (name: string, how: 'file' | 'folder') => Promise<boolean> };

/** The queries whose answer is a page. */
const papers: ReadonlySet<string> = new Set(['paper.make', 'case.paper', 'law.paper']);

const isPage = (value: unknown): value is { name: string; html: string } => typeof value === 'object' && value !== null && 'html' in value && typeof value.html === 'string' && 'name' in value && typeof value.name === 'string';

/**
 * What only the shell can do with an answer of the host: a page that is to be printed becomes a PDF, and the window learns where it lies, not what is in it; a paper that the host lets be opened is opened. Other answers are passed on as they are.
 * Error: NotFound (paper).
 */
export const finishInShell = async ({ channel, input }: { readonly channel: string; readonly input: unknown }, outcome: Outcome, printer: Printer): Promise<Outcome> => {
  if (!outcome.ok) return outcome;
  if (channel === 'paper.open') {
    const { name, how } = input as { name: string; how: 'file' | 'folder' };
    return (await printer.open(name, how)) ? outcome : err({ type: 'NotFound', what: 'paper', id: name });
  }
  if (!papers.has(channel) || !isPage(outcome.value)) return outcome;
  return { ok: true, value: await printer.print(outcome.value.name, outcome.value.html) };
};
