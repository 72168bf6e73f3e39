import type { DeviceId } from '../../../shared/base/ids.ts';
import { findDeviceSetting } from '../session/device-setting.ts';
import type { ReadableDb } from '../store/db.ts';

/** The count after the last number of this year. */
export const nextCount = (db: ReadableDb, kind: 'number.case' | 'number.batch' | 'number.assessment' | 'number.act' | 'number.minutes' | 'number.decision' | 'number.report', year: number): { readonly year: number; readonly last: number } => {
  const known = findDeviceSetting(db, kind);
  return { year, last: known?.year === year ? known.last + 1 : 1 };
};

/** A number for people, `2026-12/7F3A2C`: year, count on this laptop, and which laptop (the random end of its id), so that no link is needed to be unique. */
export const humanNumber = (count: { readonly year: number; readonly last: number }, device: DeviceId): string => `${count.year}-${count.last}/${device.slice(-6).toUpperCase()}`;
