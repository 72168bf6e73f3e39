import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreReplica } from '../../src-main/replica/store/snapshots/restore-replica.ts';
import type { Acknowledged } from './acknowledged.ts';
import { checkOffice, type Findings } from './check-office.ts';
import { composeOffice, officeSettings, prepareOffice } from './crash-office.ts';
import { killVictim, startVictim, type Victim } from './kill-round.ts';
import { seeded } from './seeded.ts';

export type CrashReport = { kills: number; acknowledged: number; checked: number; lost: number; corrupt: number; readonly faults: string[] };

const killsPerProfile = 25;

const note = (report: CrashReport, findings: Findings, where: string): void => {
  // A save that is gone stays gone in every later check: it counts once.
  const fresh = findings.lost.filter((fault) => !report.faults.some((known) => known.endsWith(fault)));
  report.lost += fresh.length;
  report.corrupt += findings.corrupt.length;
  for (const fault of [...fresh, ...findings.corrupt]) report.faults.push(`${where}: ${fault}`);
};

/** Throws the database of a copy away and restores it from snapshots and save file alone: everything acknowledged must be there (but for attachments). */
const drill = async (profile: string, acknowledged: readonly Acknowledged[]): Promise<Findings> => {
  const copy = `${profile}-drill`;
  cpSync(profile, copy, { recursive: true });
  try {
    const host = composeOffice(copy);
    for (const suffix of ['', '-wal']) rmSync(host.files.replica + suffix, { force: true });
    const { keep, ...settings } = officeSettings(host);
    const restored = await restoreReplica({ ...settings, folders: keep!.folders, random: host.ids.random, damaged: join(copy, 'damaged'), progress: async () => undefined });
    if (!restored.ok || restored.value.torn) return { checked: 0, lost: [], corrupt: [`restore ${JSON.stringify(restored)}`] };
    return await checkOffice({ ...settings, keep: keep! }, acknowledged, false);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

/** Kills a working replica `kills` times at random points and compares it with the acknowledged log after each; every 25 on a fresh profile, which ends with a restore. */
export const runKills = async (kills: number, seed: number, progress: (report: CrashReport) => void = () => undefined): Promise<CrashReport> => {
  const report: CrashReport = { kills: 0, acknowledged: 0, checked: 0, lost: 0, corrupt: 0, faults: [] };
  const chance = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'tirek-crash-'));
  let next: Victim | undefined;
  try {
    while (report.kills < kills) {
      const profile = join(folder, `p${report.kills}`);
      const host = await prepareOffice(profile);
      const known: Acknowledged[] = [];
      const many = Math.min(killsPerProfile, kills - report.kills);
      for (let round = 0; round < many; round++) {
        const victim = next ?? startVictim(profile);
        // Loading takes longer than dying: the next one loads meanwhile, and opens nothing before it is told.
        next = round + 1 < many ? startVictim(profile) : undefined;
        const said = await killVictim(victim, seed * 100_000 + report.kills, chance.below(36), chance.below(25));
        known.push(...said);
        report.kills += 1;
        report.acknowledged += said.length;
        const findings = await checkOffice(officeSettings(host), known);
        note(report, findings, `kill ${report.kills}`);
        if (findings.checked > 0 || known.length === 0) report.checked += said.length;
        progress(report);
      }
      note(report, await drill(profile, known), `restore after kill ${report.kills}`);
      rmSync(profile, { recursive: true, force: true });
    }
    return report;
  } finally {
    next?.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
};
