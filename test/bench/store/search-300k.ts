import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePopulation } from '../../../scripts/population/generate.ts';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { writableDbOf, type ReadableDb } from '../../../src-main/replica/store/db.ts';
import { migrate } from '../../../src-main/replica/store/migrate.ts';
import { allMigrations } from '../../../src-main/replica/store/migrations/all-migrations.ts';
import { openConnection, type Connection } from '../../../src-main/replica/store/rx-storage/connection.ts';
import { indexPerson } from '../../../src-main/replica/store/search/person-index.ts';
import { searchPersons } from '../../../src-main/replica/store/search/search-persons.ts';
import { typedTexts } from './typed-texts.ts';

const districts = 15;
const batch = 2000;
const shown = 100;
const bar = 15;

export type SearchMeasure = {
  readonly name: 'search-300k';
  readonly unit: 'ms';
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  /** p95 of plain FTS5 ranked by bm25: the same names, texts, cipher and run; words of names only, and no other spelling. */
  readonly floor: number;
  readonly ratio: number;
  readonly bar: number;
  readonly ok: boolean;
  readonly samples: number;
  readonly persons: number;
  /** Persons a second put into the index, into the floor's, and bytes of the file with both. */
  readonly indexed: number;
  readonly floorIndexed: number;
  readonly bytes: number;
  /** p95 by kind of text. */
  readonly kinds: Readonly<Record<string, number>>;
};

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3));
};

const fill = (connection: Connection, persons: number): { asked: Person[]; indexed: number; floorIndexed: number } => {
  const areas = parseKatoTable(readFileSync(new URL('../../../resources/reference/kato-2024.tsv', import.meta.url), 'utf8'));
  const places = areas.filter((area) => area.level === 2 && area.to === null).slice(0, districts);
  const db = writableDbOf(connection);
  db.script('CREATE VIRTUAL TABLE floor_words USING fts5 (kk, ru)');
  const asked: Person[] = [];
  let [own, floor] = [0, 0];
  for (const { kato } of places) {
    const people = [...generatePopulation({ areas, district: kato, persons: Math.ceil(persons / districts), seed: 'search' })];
    asked.push(...people.filter((_, at) => at % 4000 === 7));
    for (let at = 0; at < people.length; at += batch) {
      const some = people.slice(at, at + batch);
      const began = performance.now();
      connection.transaction(() => some.forEach((person) => indexPerson(db, person)), 'normal');
      const middle = performance.now();
      connection.transaction(() => {
        for (const p of some) db.run('INSERT INTO floor_words (kk, ru) VALUES (?, ?)', `${p.lastNameKk} ${p.firstNameKk} ${p.patronymicKk}`, `${p.lastNameRu} ${p.firstNameRu} ${p.patronymicRu}`);
      }, 'normal');
      own += middle - began;
      floor += performance.now() - middle;
    }
  }
  return { asked, indexed: Math.round((persons / own) * 1000), floorIndexed: Math.round((persons / floor) * 1000) };
};

const floorQuery = (db: ReadableDb, text: string): unknown =>
  db.list('SELECT rowid FROM floor_words WHERE floor_words MATCH ? ORDER BY bm25(floor_words) LIMIT ?', text.split(/[\s-]+/).map((word) => `"${word}"*`).join(' '), shown);

const timed = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/** Person search over `persons` made-up people in an encrypted file, as typed, beside plain FTS5 on the same names. Each text is asked once, nothing twice. */
export const measureSearch = async (persons = 300_000): Promise<SearchMeasure> => {
  const folder = mkdtempSync(join(tmpdir(), 'tirek-bench-'));
  const connection = openConnection({ filename: join(folder, 'search.db'), key: new Uint8Array(32).fill(7) });
  try {
    migrate(connection, allMigrations);
    const { asked, indexed, floorIndexed } = fill(connection, persons);
    connection.database.pragma('wal_checkpoint(TRUNCATE)');
    const db = writableDbOf(connection);
    const texts = asked.flatMap(typedTexts).filter(({ text }) => text !== '');
    const kinds = new Map<string, number[]>();
    const [own, floor]: [number[], number[]] = [[], []];
    for (const { text } of texts.slice(0, 40)) searchPersons(db, { text, limit: shown });
    for (const { kind, text } of texts) {
      const took = timed(() => searchPersons(db, { text, limit: shown }));
      own.push(took);
      kinds.set(kind, [...(kinds.get(kind) ?? []), took]);
      if (/^[\p{L}\s-]+$/u.test(text)) floor.push(timed(() => floorQuery(db, text)));
    }
    const [p95, floorP95] = [quantile(own, 0.95), quantile(floor, 0.95)];
    return {
      name: 'search-300k', unit: 'ms', min: quantile(own, 0), p50: quantile(own, 0.5), p95, floor: floorP95, ratio: Number((p95 / floorP95).toFixed(3)), bar, ok: p95 <= bar,
      samples: own.length, persons, indexed, floorIndexed, bytes: connection.database.pragma('page_count', { simple: true }) as number * 4096,
      kinds: Object.fromEntries([...kinds].map(([kind, values]) => [kind, quantile(values, 0.95)])),
    };
  } finally {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
