import type { AppError } from '../../../shared/base/app-error.ts';
import { look } from './bridge.ts';
import type { Desk } from './desk.ts';
import { fixedParts, inEveryLanguage } from './in-every-language.ts';

/** The words of a failure as far as they are not all there in one of the languages; empty where the screen says it: what happened, the way out, and `detail`. */
export const missingWords = async (desk: Desk, type: AppError['type'], detail?: string): Promise<string[]> => {
  const notice = desk.page.locator(`[data-testid="error-notice"][data-error="${type}"]`).first();
  await notice.waitFor();
  const missing: string[] = [];
  await inEveryLanguage(desk, async (words, language) => {
    const said = await notice.innerText();
    const keys = [`errors:error.${type}.title`, `errors:error.${type}.way`, ...(detail ? [detail] : [])];
    for (const part of keys.flatMap((key) => fixedParts(words(key)))) if (!said.includes(part)) missing.push(`${language}: ${part}`);
  });
  return missing;
};

/** How much this laptop holds: what must not change where nothing was accepted. */
export const holdings = async ({ page }: Desk) => {
  const status = await look(page, 'status.watch', {});
  const persons = await look(page, 'person.find', { text: '', limit: 1 });
  const cases = await look(page, 'case.list', { room: 'all' });
  return { unreleased: status.unreleased, unsent: status.unsent, persons: persons.total, cases: cases.total };
};
