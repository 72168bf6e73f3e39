import { expect, vi } from 'vitest';
import { coolDown } from '../../../src-main/replica/sync/warm-link.ts';
import { mustSync } from '../../bench/sync/office.ts';
import { soon, type Laptop } from './laptop.ts';

/** Syncs until a new compact link stands open and has been used. */
export const warmAnew = async (laptop: Laptop): Promise<void> => {
  coolDown(laptop.host);
  await mustSync(laptop);
  await vi.waitFor(() => expect(laptop.host.warm?.compact).toBeDefined(), soon);
  await mustSync(laptop);
};
