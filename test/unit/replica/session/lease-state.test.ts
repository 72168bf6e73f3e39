import { expect, test } from 'vitest';
import { instantOf } from '../../../../shared/base/instant.ts';
import { leaseDaysLeft, leaseState } from '../../../../src-main/replica/session/lease-state.ts';

const day = 86_400_000;
const lease = instantOf(Date.UTC(2026, 0, 31));
const end = Date.UTC(2026, 0, 31);

test('open to its last moment, read-only for seven days, then closed', () => {
  expect([end, end + 1, end + 7 * day, end + 7 * day + 1].map((now) => leaseState(lease, now))).toEqual(['open', 'readOnly', 'readOnly', 'closed']);
  expect([end - 30 * day, end - day, end - 1, end + day].map((now) => leaseDaysLeft(lease, now))).toEqual([30, 1, 1, 0]);
});
