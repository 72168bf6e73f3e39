import type { Migration } from '../migrate.ts';
import { journalAndSync } from './0010-journal-and-sync.ts';
import { personSearch } from './0020-person-search.ts';
import { saveFile } from './0030-save-file.ts';
import { nameWords } from './0040-name-words.ts';
import { whyAside } from './0060-why-aside.ts';
import { chunkParts } from './0080-chunk-parts.ts';
import { searchGaps } from './0090-search-gaps.ts';
import { takenBack } from './0100-taken-back.ts';
import { officeLetters } from './0110-office-letters.ts';
import { officeNews } from './0115-office-news.ts';
import { desk } from './0150-desk.ts';
import { figures } from './0160-figures.ts';
import { syncRuns } from './0165-sync-runs.ts';
import { streamSums } from './0170-stream-sums.ts';
import { actingOrders } from './0190-acting-orders.ts';
import { households } from './0210-households.ts';
import { files } from './0230-files.ts';
import { fileWishes } from './0250-file-wishes.ts';
import { answeredEntries } from './0260-answered.ts';
import { withoutBatch } from './0270-without-batch.ts';

/** Every step, in order; append only. */
export const allMigrations: readonly Migration[] = [journalAndSync, personSearch, saveFile, nameWords, whyAside, chunkParts, searchGaps, takenBack, officeLetters, officeNews, desk, figures, syncRuns, streamSums, actingOrders, households, files, fileWishes, answeredEntries, withoutBatch];
