import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentre, type Centre } from '../support/journey/centre.ts';
import { walkFirstPath, type FirstPath } from '../support/journey/first-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'tirek-first-path-'));
let centre: Centre;
let path: FirstPath;
beforeAll(async () => {
  centre = await startCentre(join(folder, 'centre'));
  path = await walkFirstPath(centre, folder);
});
afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a person registered offline in one district', () => {
  it('is brought to the centre with the case, once, and receipted', async () => {
    expect(path.phases).toEqual(['done', 'done', 'done', 'done', 'done']);
    expect(await centre.counts()).toMatchObject({ persons: 1, cases: 1 });
    expect(path.receipts).toBeGreaterThan(0);
  });
  it('is seen with the case on the second laptop of the office', () => expect(path.secondLaptopSees).toBe(true));
  it('is not seen in the other district before the transfer', () => expect(path.otherDistrictSeesBefore).toBe(false));
  it('is seen there with the case after it', () => expect(path.otherDistrictSeesAfterTransfer).toBe(true));
  it('takes the decision along, which says whose it is', () => expect(path.decisionGoesAlong).toBe(true));
  it('leaves a trace of the transfer in the first office', () => expect(path.firstKeepsTrace).toBe(true));
});
