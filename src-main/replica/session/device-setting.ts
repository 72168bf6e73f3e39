import type { ReadableDb, WritableDb } from '../store/db.ts';
import { findSetting, setSetting } from '../store/settings.ts';
import { deviceSettings, type DeviceSetting, type DeviceSettingName } from './device-settings.ts';

/** The setting `name`, or undefined where it was never set or is not of its schema. */
export const findDeviceSetting = <N extends DeviceSettingName>(db: ReadableDb, name: N): DeviceSetting<N> | undefined => {
  const value = findSetting(db, name);
  // Most are never set, and a schema that refuses costs ten times what one that accepts does.
  if (value === undefined) return undefined;
  const found = deviceSettings[name].safeParse(value);
  return found.success ? (found.data as DeviceSetting<N>) : undefined;
};

/** Sets `name`; the schema is the caller's type. */
export const putDeviceSetting = <N extends DeviceSettingName>(db: WritableDb, name: N, value: DeviceSetting<N>): void => setSetting(db, name, value);
