import { z } from 'zod';

/**
 * Where a file is, as far as this laptop knows. Here: only here; being sent to the centre; at the centre too. Not here: nobody asked for it; wanted, to come with the next sync; being fetched; wanted, and the centre
 * does not have it yet; the centre does not give it to this laptop; what came was not this file.
 */
export const FilePlace = z.enum(['only', 'sending', 'centre', 'elsewhere', 'wished', 'coming', 'missing', 'denied', 'wrong']);
export type FilePlace = z.infer<typeof FilePlace>;
