import type { Migration } from '../migrate.ts';
import { journalAndSync } from './0010-journal-and-sync.ts';
import { personSearch } from './0020-person-search.ts';
import { chunkParts } from './0030-chunk-parts.ts';
import { searchGaps } from './0040-search-gaps.ts';

/** Every step, in order; append only. */
export const allMigrations: readonly Migration[] = [journalAndSync, personSearch, chunkParts, searchGaps];
