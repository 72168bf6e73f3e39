import type { Fault } from './model/reference.ts';
import type { Played } from './play.ts';

/** What many histories came to. Faults are counted as histories that had one of the kind. */
export type Summary = {
  histories: number; lost: number; duplicated: number; wedged: number; diverged: number; mismatched: number;
  disputes: number; decided: number; syncs: number; acknowledged: number; accepted: number; merged: number; quarantined: number; checked: number;
  quarantinedBy: Record<string, number>; injected: Record<string, number>;
};

export const noSummary = (): Summary => ({
  histories: 0, lost: 0, duplicated: 0, wedged: 0, diverged: 0, mismatched: 0, disputes: 0, decided: 0, syncs: 0, acknowledged: 0, accepted: 0, merged: 0, quarantined: 0, checked: 0, quarantinedBy: {}, injected: {},
});

const addAll = (into: Record<string, number>, more: Readonly<Record<string, number>>) => {
  for (const [key, value] of Object.entries(more)) into[key] = (into[key] ?? 0) + value;
};

export const addPlayed = (summary: Summary, { faults, injected, counts, syncs }: Played): void => {
  summary.histories += 1;
  for (const kind of new Set(faults.map((fault: Fault) => fault.kind))) summary[kind] += 1;
  summary.syncs += syncs;
  summary.acknowledged += counts.acknowledged;
  summary.accepted += counts.applied + counts.merged;
  summary.merged += counts.merged;
  summary.quarantined += counts.quarantined;
  summary.checked += counts.checked;
  summary.disputes += counts.disputes;
  summary.decided += counts.decided;
  addAll(summary.quarantinedBy, counts.byReason);
  addAll(summary.injected, injected);
};

export const addSummaries = (parts: readonly Summary[]): Summary => {
  const whole = noSummary();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value === 'number') (whole as unknown as Record<string, number>)[key]! += value;
      else addAll(whole[key as 'injected'], value);
    }
  }
  return whole;
};

/** Every history that failed, of whatever kind. */
export const hasFailed = (summary: Summary): boolean => summary.lost + summary.duplicated + summary.wedged + summary.diverged + summary.mismatched > 0;
