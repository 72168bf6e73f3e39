import type { Locator } from 'playwright-core';
import type { CaseId } from '../../../shared/base/ids.ts';
import type { FormFieldRow } from '../../../shared/ipc/case-form.ts';
import { someValue } from '../rules/fill-form.ts';
import { look, must } from './bridge.ts';
import type { Desk } from './desk.ts';

type Part = NonNullable<FormFieldRow['of']>[number];

const typedDay = (date: string): string => date.split('-').reverse().join('.');
const typedText = ({ type }: { readonly type: string }, value: unknown): string => (type === 'date' ? typedDay(String(value)) : type === 'month' ? `${String(value).slice(5)}.${String(value).slice(0, 4)}` : String(value));

const fillCell = async (cell: Locator, part: Part, value: unknown): Promise<void> => {
  if (part.type === 'boolean') return cell.locator('input').check();
  if (part.type === 'code') return void (await cell.locator('select').selectOption(String(value)));
  await cell.locator('input').fill(typedText(part, value));
};

/** Answers one question of the form as a person would, on its part of the form. */
export const fillFact = async ({ page, language }: Desk, field: FormFieldRow, value: unknown): Promise<void> => {
  await page.getByTestId(`part-${field.group}`).click();
  const input = page.locator(`#fact-${field.id}`);
  if (field.type === 'list') {
    const rows = page.locator(`[data-fact="${field.id}"] tbody tr`);
    if ((await rows.count()) === 0) await page.getByTestId(`add-${field.id}`).click();
    const [record] = value as Record<string, unknown>[];
    for (const [at, part] of (field.of ?? []).entries()) if (record?.[part.id] !== undefined) await fillCell(rows.first().locator('td').nth(at), part, record[part.id]);
    return;
  }
  if (field.type === 'boolean') return input.check();
  if (field.type === 'code') {
    await input.click();
    const label = field.choices?.find(({ id }) => id === value)?.label[language()] ?? '';
    return page.getByRole('option', { name: label, exact: true }).click();
  }
  await input.fill(typedText(field, value));
};

/** What the form of a case asks and does not know yet. */
const lackingOf = async ({ page }: Desk, id: CaseId): Promise<FormFieldRow[]> => {
  await page.locator('[data-testid="save-state"]:is([data-state="saved"],[data-state="idle"])').waitFor();
  const { case: found } = await look(page, 'case.watch', { id });
  if (!found) throw new Error('no such case');
  return (await must(page, 'law.form', { risk: found.risk, facts: found.facts, personId: found.personId })).fields.filter(({ lacking }) => lacking);
};

/** Fills the open case until nothing is lacking: `answers` where they say something, something of the type where they do not. */
export const fillFacts = async (desk: Desk, id: CaseId, answers: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  const today = (await must(desk.page, 'law.risks', {})).today;
  for (let round = 0; round < 8; round++) {
    const lacking = await lackingOf(desk, id);
    if (lacking.length === 0) return;
    for (const field of lacking) {
      await fillFact(desk, field, answers[field.id] ?? someValue(field, today));
      // the answer is saved before the next question is looked for
      await desk.page.waitForFunction(() => document.querySelector('[data-testid="save-state"]')?.getAttribute('data-state') !== 'saving');
    }
    await desk.page.waitForTimeout(900);
  }
  throw new Error('the form never ends');
};

/** The case that this person at the desk opened last. */
export const newestCase = async ({ page }: Desk): Promise<CaseId> => (await look(page, 'case.list', { room: 'mine' })).rows[0]!.id;
