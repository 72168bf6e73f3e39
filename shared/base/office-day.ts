import { instantOf, type Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** Kazakhstan has had one zone, UTC+5, since 01.03.2024; the laptop's own zone setting does not move the office's day. */
const zoneMilliseconds = 5 * 3_600_000;

/** The calendar day in Kazakhstan at a moment: what a paper or a list calls the day on which something was done. */
export const officeDay = (at: Instant): PlainDate => instantOf(Date.parse(at) + zoneMilliseconds).slice(0, 10) as PlainDate;
