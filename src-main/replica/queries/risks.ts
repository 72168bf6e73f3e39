import type { OutputOf } from '../../../shared/ipc/contract.ts';
import { claimable, claimedOf } from '../../../shared/rules/intake/claims.ts';
import type { Host } from '../session/host-parts.ts';

/** law.risks: every risk of the law in force here, with what can be applied for; a day in the future says that it is not recognised yet. */
export const readLawRisks = (host: Host): OutputOf<'law.risks'> => {
  const rules = host.rules();
  const today = host.clock.today();
  return {
    today,
    risks: rules.risks.map(({ id, title, help, from, source }) => {
      const usual = claimedOf(rules, id, undefined, today);
      return { id, title, help, from, source, recognised: from <= today, programmes: claimable(rules, id).map(({ source: one }) => ({ id: one.id, level: one.level, title: one.title, summary: one.summary, usual: usual.includes(one.id) })) };
    }),
  };
};
