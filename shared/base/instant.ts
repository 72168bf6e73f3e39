import { z } from 'zod';

/** A moment in UTC, ISO 8601 with milliseconds and `Z`; compares correctly as text. */
export const Instant = z.iso.datetime({ precision: 3, error: 'instant' }).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** Milliseconds since 1970 to an {@link Instant}. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;
