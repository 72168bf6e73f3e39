import { expect, it } from 'vitest';
import { runKills } from '../../crash/run-kills.ts';

it('kill -9 at random points of a mixed load loses nothing acknowledged and tears nothing; the snapshot with the save file leads back to it', async () => {
  const report = await runKills(8, 20_260_110);
  expect(report.faults).toEqual([]);
  expect(report).toMatchObject({ kills: 8, checked: report.acknowledged, lost: 0, corrupt: 0 });
  expect(report.acknowledged).toBeGreaterThan(20);
});
