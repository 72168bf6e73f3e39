import { z } from 'zod';

/** Where a file is, as far as this laptop knows: only here; being sent to the centre; here and at the centre; not here. */
export const FilePlace = z.enum(['only', 'sending', 'centre', 'elsewhere']);
export type FilePlace = z.infer<typeof FilePlace>;
