import { readFileSync, writeFileSync } from 'node:fs';
import { parseKatoTable } from '../../../shared/domain/kato.ts';
import { openFrame } from '../../../shared/sync/decode-frame.ts';
import { encodeColumnFrame } from '../../../shared/sync/encode-frame.ts';
import { streamName } from '../../../shared/sync/frame.ts';
import { nodeCrypto } from '../../../src-server/platform/crypto.ts';
import { generatePopulation } from '../../../scripts/population/generate.ts';

// node test/support/replica/make-rehearsal.ts: writes resources/sync/rehearsal.bin, the body of a frame of made-up people that the thread which reads chunks reads before there is one (`platform/bulk-worker.ts`).
// To be made anew when columns say people in another way; the people in it go nowhere.
const root = new URL('../../../', import.meta.url);
const areas = parseKatoTable(readFileSync(new URL('resources/reference/kato-2024.tsv', root), 'utf8'));
const district = '636200000';
const people = [...generatePopulation({ areas, district, persons: 400, seed: 'rehearsal' })];
const items = people.map((person, index) => JSON.stringify({ k: 'put', c: 'persons', i: person.id, v: index + 1, d: person }));
const frame = encodeColumnFrame(nodeCrypto, { stream: streamName(district, 'registry'), epoch: 1, from: 0, to: items.length, head: items.length, items: items.length }, items);
const opened = openFrame(nodeCrypto, frame);
if (!opened.ok) throw new Error(opened.error);
writeFileSync(new URL('resources/sync/rehearsal.bin', root), opened.value.body);
console.log(JSON.stringify({ bytes: opened.value.body.length, people: people.length }));
