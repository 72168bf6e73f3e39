import type { Outcome } from '../host/host-link.ts';

/** Prints a page to a file and returns its place. */
export type PrintPage = (name: string, html: string) => Promise<string>;

/** The queries whose answer is a page. */
const papers: ReadonlySet<string> = new Set(['paper.make', 'case.paper', 'law.paper']);

const isPage = (value: unknown): value is { name: string; html: string } => typeof value === 'object' && value !== null && 'html' in value && typeof value.html === 'string' && 'name' in value && typeof value.name === 'string';

/** What only the shell can do with an answer of the host: a page that is to be printed becomes a PDF, and the window learns where it lies, not what is in it. Other answers are passed on as they are. */
export const finishInShell = async (channel: string, outcome: Outcome, print: PrintPage): Promise<Outcome> => {
  if (!papers.has(channel) || !outcome.ok || !isPage(outcome.value)) return outcome;
  const { name, html } = outcome.value;
  return { ok: true, value: { name, path: await print(name, html) } };
};
