import type { FilePlace } from '../../../shared/ipc/file-place.ts';
import type { Tone } from './Mark.tsx';

/** The tone of each place of a file; words are in `common:filePlace`. */
export const filePlaceMarks = { only: 'plain', sending: 'half', centre: 'good', elsewhere: 'plain', wished: 'half', coming: 'half', missing: 'half', denied: 'warn', wrong: 'warn' } as const satisfies Record<FilePlace, Tone>;
