import { instantOf, type Instant } from '../../shared/base/instant.ts';

export const milliseconds = (): number => Date.now();
export const now = (): Instant => instantOf(Date.now());
