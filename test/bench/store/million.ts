import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { generatePopulation } from '../../../scripts/population/generate.ts';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import { appendEntry } from '../../../src-main/replica/store/journal.ts';
import type { DocumentWrite } from '../../../src-main/replica/store/replica.ts';
import { openBenchReplica } from './files.ts';

const district = '636200000';
const statuses = ['draft', 'submitted', 'approved', 'returned', 'closed'];
const batch = 5000;

/** Three persons to seven cases, as a district with some years behind it. */
function* documents(count: number): Generator<DocumentWrite> {
  const persons = Math.round(count * 0.3);
  const areas = parseKatoTable(readFileSync(new URL('../../../resources/reference/kato-2024.tsv', import.meta.url), 'utf8'));
  for (const document of generatePopulation({ areas, district, persons, seed: 'million' })) yield { collection: 'persons', document };
  for (let i = persons; i < count; i++) {
    const id = `019b76da-${(i >>> 16).toString(16).padStart(4, '0')}-7${(i & 0xfff).toString(16).padStart(3, '0')}-8000-${i.toString(16).padStart(12, '0')}`;
    const note = 'Өтініш қабылданды, құжаттар тексерілуде. Документы приняты, ожидают проверки. '.repeat(1 + (i % 4));
    yield { collection: 'cases', document: { id, personId: `person-${i % persons}`, district, status: statuses[i % statuses.length], number: `${2020 + (i % 6)}-${i}`, note, openedAt: '2026-01-05T08:00:00.000Z' } };
  }
}

/** Writes a replica of `count` documents and `pending` journal entries that the centre has not seen. */
export const writeMillion = async (file: string, count: number, pending: number): Promise<void> => {
  const replica = await openBenchReplica(file);
  const save = (part: readonly DocumentWrite[]) => {
    const saved = replica.commit({ durability: 'normal', documents: part });
    if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  };
  let part: DocumentWrite[] = [];
  for (const write of documents(count)) {
    part.push(write);
    if (part.length < batch) continue;
    save(part);
    part = [];
  }
  save(part);
  const journalled = replica.commit({
    durability: 'full', documents: [],
    sql: (db) => {
      let previous: Uint8Array = new Uint8Array(32);
      for (let number = 1; number <= pending; number++) {
        const bytes = Buffer.from(JSON.stringify({ number, changes: { status: statuses[number % statuses.length], note: `Кеңсе жазбасы ${number}` } }));
        const hash = createHash('sha256').update(previous).update(bytes).digest();
        appendEntry(db, { number, hash, previous, collection: 'cases', document: `case-${number}`, bytes, author: 'bench', command: 'case.save', at: '2026-01-05T08:00:00.000Z' });
        previous = hash;
      }
    },
  });
  if (!journalled.ok) throw new Error(JSON.stringify(journalled.error));
  await replica.close();
};
