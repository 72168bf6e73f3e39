import { z } from 'zod';

/** How figures leave the program: a table for other programs, a workbook, or a page. */
export const ExportFormat = z.enum(['csv', 'xlsx', 'pdf']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportLanguage = z.enum(['kk', 'ru', 'en']);
export type ExportLanguage = z.infer<typeof ExportLanguage>;

/** A file as the host makes it (`bytes`, or `html` that is to be printed) and as the window learns of it: where it lies. The shell puts it there. `name` has no ending where it is a page. */
export const ExportedFile = z.object({ name: z.string(), bytes: z.instanceof(Uint8Array).optional(), html: z.string().optional(), path: z.string().optional() });
export type ExportedFile = z.infer<typeof ExportedFile>;
