import type { Page } from 'playwright-core';
import type { CaseId, PersonId } from '../../../shared/base/ids.ts';
import type { PlainDate } from '../../../shared/base/plain-date.ts';
import { makeTrainingIin } from '../../../shared/domain/iin.ts';
import type { KatoCode } from '../../../shared/domain/kato.ts';
import type { PersonInput } from '../../../shared/ipc/inputs.ts';
import { must } from './bridge.ts';

const birthDate = '1979-09-14' as PlainDate;
const iinOf = (serial: number): string => makeTrainingIin(birthDate, 'male', serial) ?? iinOf(serial + 4000);

/** Invented man number `n` of `district`, as typed at registration. */
export const inventedMan = (n: number, district: string, change: Partial<PersonInput> = {}): PersonInput => ({
  iin: iinOf(n), lastNameKk: `Ойдан${n}ов`, firstNameKk: 'Шыңғыс', patronymicKk: 'Қуатұлы', lastNameRu: `Ойдан${n}ов`, firstNameRu: 'Чингиз', patronymicRu: 'Куатович',
  birthDate, sex: 'male', district: district as KatoCode, settlement: 'Тарғын', street: 'Достық', house: String(n), phone: '', ...change,
});

export type Work = { readonly personId: PersonId; readonly caseId: CaseId };

/** The risk that a journey opens its cases for. */
export const firstRisk = async (page: Page): Promise<string> => (await must(page, 'risk.list', {})).risks[0]!.id;

/** A caseworker's day, over the bridge: `count` persons registered from number `from` on, each with a case that is handed over (unless `draft`). */
export const workDay = async (page: Page, district: string, from: number, count: number, options: { readonly draft?: boolean } = {}): Promise<Work[]> => {
  const risk = await firstRisk(page);
  const done: Work[] = [];
  for (let n = from; n < from + count; n++) {
    const { id: personId } = await must(page, 'person.register', inventedMan(n, district));
    const { id: caseId } = await must(page, 'case.open', { personId, risk });
    await must(page, 'case.saveDraft', { id: caseId, facts: { onsetDate: '2026-01-05', employer: `«Тарғын ${n}» ЖШС`, degreePercent: n % 101 } });
    if (!options.draft) await must(page, 'case.handOver', { id: caseId });
    done.push({ personId, caseId });
  }
  return done;
};

/** The supervisor's: these cases approved and signed into one batch. */
export const releaseByBridge = async (page: Page, work: readonly Work[], password: string): Promise<void> => {
  for (const { caseId } of work) await must(page, 'case.approve', { id: caseId });
  await must(page, 'batch.sign', { password });
};

/** Unlocks over the bridge, where the journey is not about unlocking. */
export const unlockByBridge = async (page: Page, staff: { readonly login: string; readonly password: string }): Promise<void> => {
  await must(page, 'session.unlock', { login: staff.login, password: staff.password });
  await page.getByTestId('status-line').waitFor();
};
