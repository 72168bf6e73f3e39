import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseKatoTable } from '../../shared/domain/kato.ts';
import { createBulkDecoder } from './platform/bulk-decoder.ts';
import { createClock } from './platform/clock.ts';
import { createCrypto } from './platform/crypto.ts';
import { findKeyFile } from './platform/key-file.ts';
import { removeErased } from './session/erase-laptop.ts';
import { createIds } from './platform/ids.ts';
import { createLineFetch } from './platform/line-fetch.ts';
import { openLink } from './platform/open-link.ts';
import { createLog } from './platform/log.ts';
import type { PasswordCost } from './platform/stretch-password.ts';
import { lazyMortality } from './platform/read-mortality.ts';
import { lazyLocaleWords } from './platform/locale-words.ts';
import { lazyEditions, lazyRules, readEditionName, readRisks } from './platform/read-rules.ts';
import { lazyMseData } from './platform/mse-data.ts';
import { lazyPrintData } from './platform/print-data.ts';
import { rulesInForce } from './session/editions.ts';
import { namedRisk } from './session/risks-in-force.ts';
import type { Fetch, Host } from './session/host-parts.ts';
import { noRecovery } from './session/restore.ts';
import { createNotices } from './session/notices.ts';
import { noSync } from './sync/progress.ts';
import { syncOnNotice } from './sync/start-sync.ts';

export type HostSettings = {
  /** Folder of this laptop's keys, replica and logs; made where it is missing. */
  readonly profile: string;
  /** Folder of the shipped data (`reference`, `rules`). */
  readonly resources: string;
  readonly fetch?: Fetch;
  /** Milliseconds since 1970, where a test wants another time. */
  readonly now?: () => number;
  /** Where a test unlocks a hundred times and proves nothing by the cost of it. */
  readonly passwordCost?: PasswordCost;
  /** The laptop syncs by itself where the centre tells that something is new. */
  readonly live?: boolean;
  /** False: the thread that reads chunks starts cold, as where a hundred laptops are opened that never read one. */
  readonly rehearses?: boolean;
};

/** Makes the parts of a replica host, locked. Throws where a shipped file is missing or the profile cannot be made. */
export const composeHost = ({ profile, resources, fetch: given, now, passwordCost, live, rehearses = true }: HostSettings): Host => {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const clock = createClock(now);
  const dictionary = join(resources, 'sync', 'dictionary-1.bin');
  const [crypto, log] = [createCrypto(readFileSync(dictionary)), createLog(join(profile, 'log'), clock)];
  const law = join(resources, 'rules');
  const host: Host = {
    files: { keys: join(profile, 'keys.json'), replica: join(profile, 'replica.db'), journal: join(profile, 'journal'), snapshots: join(profile, 'snapshots'), damaged: join(profile, 'damaged') },
    clock,
    ids: createIds(clock),
    passwordCost,
    crypto,
    log,
    decoder: createBulkDecoder(crypto, { dictionary, rehearsal: rehearses ? join(resources, 'sync', 'rehearsal.bin') : undefined }, (why) => log('decoderEnded', { why })),
    fetch: given ?? createLineFetch(),
    openLink: given ? undefined : openLink,
    warm: undefined,
    cut: undefined,
    onNotice: live ? syncOnNotice : undefined,
    notices: createNotices(),
    areas: parseKatoTable(readFileSync(join(resources, 'reference', 'kato-2024.tsv'), 'utf8')),
    risks: readRisks(law).map(namedRisk),
    shipped: { ...readEditionName(law), rules: lazyRules(law), kept: lazyEditions(law) },
    rules: () => rulesInForce(host),
    mse: lazyMseData(resources),
    print: lazyPrintData(resources),
    words: lazyLocaleWords(resources),
    mortality: lazyMortality(resources),
    office: undefined,
    problem: null,
    sync: noSync,
    filesUnnamed: new Map(),
    link: 'unknown',
    bytesPerSecond: undefined,
    heads: new Map(),
    indexing: false,
    stopSync: undefined,
    stopCare: undefined,
    recovery: noRecovery,
  };
  // Killed while it was being erased: what was left cannot be read by anybody, and goes.
  if (findKeyFile(host.files.keys)?.revoked) removeErased(host);
  return host;
};
