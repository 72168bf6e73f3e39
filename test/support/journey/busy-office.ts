import type { Page } from 'playwright-core';
import type { Desk } from './desk.ts';
import { caseworker, supervisor } from './laptop.ts';
import { gulnur, registerAndHandOver, signBatch, zaisan } from './first-path.ts';

type Reply = { readonly ok: boolean; readonly value?: Record<string, unknown>; readonly error?: unknown };
type Bridge = { readonly call: (channel: string, input: unknown) => Promise<Reply>; readonly live: (channel: string, input: unknown, hear: (message: Record<string, unknown>) => void) => () => void };

/** Calls a channel as the window itself would, and throws where it is refused. */
export const callBridge = async (page: Page, channel: string, input: unknown): Promise<Record<string, unknown>> => {
  const reply = await page.evaluate(([name, given]) => (window as unknown as { bridge: Bridge }).bridge.call(name as string, given), [channel, input] as const);
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
  return reply.value ?? {};
};

/** The first result of a live channel. */
export const readLive = (page: Page, channel: string, input: unknown): Promise<Record<string, unknown>> =>
  page.evaluate(([name, given]) => new Promise<Record<string, unknown>>((done) => {
    const { bridge } = window as unknown as { bridge: Bridge };
    const stop = bridge.live(name as string, given, (message) => {
      if (!('first' in message)) return;
      done(message.first as Record<string, unknown>);
      setTimeout(() => stop());
    });
  }), [channel, input] as const);

const facts = (n: number) => ({ onsetDate: `2026-0${1 + (n % 9)}-1${n % 9}`, employer: '«Ұлан Агро» ЖШС', position: 'Сауыншы', degreePercent: 30 + n, degreeSetOn: `2026-10-1${n % 9}`, workInjury: n % 3 === 0, note: '' });

/** An office in the middle of a week: one case from intake to release, and others in every state; leaves the supervisor unlocked. */
export const makeBusyOffice = async (desk: Desk): Promise<void> => {
  const { page } = desk;
  await desk.unlock(caseworker.login, caseworker.password);
  await desk.sync();
  await desk.lock();
  await registerAndHandOver(desk);
  const { rows } = await readLive(page, 'person.find', { text: 'Сер', limit: 24 }) as { rows: { id: string }[] };
  if (rows.length < 24) throw new Error(`only ${rows.length} people to work with`);
  const cases: string[] = [];
  for (const [n, person] of rows.entries()) {
    const { id } = await callBridge(page, 'case.open', { personId: person.id, risk: 'loss-of-work-capacity' }) as { id: string };
    if (n % 4 !== 3) await callBridge(page, 'case.saveDraft', { id, facts: facts(n) });
    if (n % 4 < 2) await callBridge(page, 'case.handOver', { id });
    cases.push(id);
  }
  await desk.lock();
  await desk.unlock(supervisor.login, supervisor.password);
  for (const [n, id] of cases.entries()) {
    if (n % 8 === 0) await callBridge(page, 'case.approve', { id });
    if (n % 8 === 1) await callBridge(page, 'case.return', { id, reason: 'Жұмыс берушінің БСН-ін көрсетіңіз: жарналар тізілімімен салыстыру керек.' });
  }
  await signBatch(desk);
  await desk.sync();
  await callBridge(page, 'case.transfer', { id: cases[0], to: zaisan.kato, reason: 'Тұрғылықты жерін ауыстырды' });
  await signBatch(desk);
  await desk.sync();
  await callBridge(page, 'case.approve', { id: cases[4] });
};

export const shownPerson = gulnur;
