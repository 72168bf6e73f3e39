import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { settled } from './settled.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] };
type WithAxe = { readonly axe?: { readonly run: (options: object) => Promise<Found> } };

/**
 * What axe finds on the page once it stands still, a line each; empty where it finds nothing. `colours: false` leaves the contrast of colours
 * out, which is most of its work: where the same screen was judged in the same colours already and only the words are others.
 */
export const axeFaults = async (page: Page, { colours = true }: { readonly colours?: boolean } = {}): Promise<string[]> => {
  await settled(page);
  // a page that was judged before has it still
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { violations } = await page.evaluate((enabled) => (window as unknown as Required<WithAxe>).axe.run({ resultTypes: ['violations'], rules: { 'color-contrast': { enabled } } }), colours);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
};
