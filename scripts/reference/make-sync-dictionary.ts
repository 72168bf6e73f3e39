import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseKatoTable } from '../../shared/domain/kato.ts';
import type { Person } from '../../shared/domain/person.ts';
import { generatePopulation } from '../population/generate.ts';

// node scripts/reference/make-sync-dictionary.ts: writes resources/sync/dictionary-1.bin, what both ends of the protocol know beforehand (PROTOCOL.md, "Dictionary").
// From made-up people only. A published dictionary never changes: another one gets the next number.
const root = new URL('../../', import.meta.url);
const areas = parseKatoTable(readFileSync(new URL('resources/reference/kato-2024.tsv', root), 'utf8'));
const districts = areas.filter((area) => area.level === 2 && area.to === null).filter((_, index) => index % 9 === 0);
const people = districts.flatMap((area) => [...generatePopulation({ areas, district: area.kato, persons: 1200, seed: 'dictionary' })]);

const common = (values: readonly string[], most: number): string[] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  // The commonest last: what is near costs the fewest bits.
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most).map(([value]) => value).reverse();
};
const surname = (person: Person): string => (person.sex === 'female' && person.lastNameKk.endsWith('а') ? person.lastNameKk.slice(0, -1) : person.lastNameKk);
const lists = [
  common(people.map(surname), 1500), common(people.map((person) => person.patronymicKk), 900), common(people.map((person) => person.firstNameKk), 600),
  common(people.flatMap((person) => person.work.map((spell) => spell.position)), 80), common(people.map((person) => person.street), 60),
];
const id = '019b76da-a800-7000-8000-000000000000';
const step = { by: id, byName: 'Айгүл', at: '2026-01-05T05:00:00.000Z' };
const facts = { onsetDate: '2025-11-01', employer: '', position: '', degreePercent: 40, degreeSetOn: null, workInjury: false, note: '' };
const texts = [
  JSON.stringify({ k: 'moved', c: 'cases', i: id, v: 2, to: '636200000', at: step.at, by: id, byName: 'Айгүл' }),
  JSON.stringify({ k: 'put', c: 'batches', i: id, v: 1, d: { id, number: '2026-1/000000', district: '636200000', signed: step, cases: 1, persons: 1, entries: 2 } }),
  JSON.stringify({ k: 'put', c: 'cases', i: id, v: 1, d: { id, number: '2026-1/000000', personId: id, risk: 'loss-of-work-capacity', district: '636200000', status: 'draft', facts, opened: step, handedOver: step, returned: null, approved: { ...step }, transferred: null } }),
  `{"v":1,"batch":"${id}","district":"636200000","device":"${id}","signedBy":"${id}","signedAt":"2026-01-05T05:00:00.000Z","entries":[[1,"`,
  ...['person.edit', 'person.register', 'case.open', 'case.handOver', 'case.approve', 'case.return', 'case.transfer', 'batch.sign', 'case.saveDraft'].map((command) =>
    `{"author":"${id}","base":1,"changes":{"phone":"+77990000000"},"collection":"${command.split('.')[0]}s","command":"${command}","device":"${id}","document":"${id}","hlc":"019b76daa800-0000","number":1,"previous":"`),
  ...people.filter((_, index) => index % 4000 === 7).map((person) => JSON.stringify({ k: 'put', c: 'persons', i: person.id, v: 1, d: person })),
];
mkdirSync(new URL('resources/sync/', root), { recursive: true });
const bytes = Buffer.from([...lists.flat(), ...texts].join('\n'));
writeFileSync(new URL('resources/sync/dictionary-1.bin', root), bytes);
console.log(JSON.stringify({ bytes: bytes.length, people: people.length }));
