import type { z } from 'zod';
import { Referral } from '../../../shared/domain/mse/referral.ts';

/** A referral that lacks nothing, four months after the onset. */
export const sampleReferral: z.infer<typeof Referral> = Referral.parse({
  form: '031/у', organisation: 'Ұлан аудандық ауруханасы', number: '17', date: '2026-01-03', commission: [{ name: 'Ә. Қуанышев', position: 'ДКК төрағасы' }, { name: 'Б. Ильин', position: 'хирург' }],
  main: { code: 'T93', text: 'Сан сүйегінің сынық салдары' }, others: [{ code: 'M17', text: '' }], treatment: 'Остеосинтез, ЛФК, физиоем', onset: '2025-08-01', exception: null,
  attachments: [{ name: 'Рентген', pages: 3 }], insured: false, workHarm: null,
});
