/** Program: puts the pictures that README.md names, as the journeys took them last (.tirek/pictures), into docs/pictures, in fewer colours; what it does not name any more goes. `node scripts/pictures/copy.ts` */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../bootstrap/places.mjs';
import { namedPictures } from './named-pictures.ts';
import { shrinkPng } from './shrink-png.ts';

const [from, to] = [join(places.local, 'pictures'), join(places.root, 'docs/pictures')];
const named = namedPictures(readFileSync(join(places.root, 'README.md'), 'utf8'));
const missing = named.filter((name) => !existsSync(join(from, name)));
if (missing.length > 0) {
  console.error(`not taken yet: ${missing.join(', ')}`);
  process.exitCode = 1;
}
mkdirSync(to, { recursive: true });
for (const name of readdirSync(to)) if (!named.includes(name)) rmSync(join(to, name));
for (const name of named) if (!missing.includes(name)) writeFileSync(join(to, name), shrinkPng(readFileSync(join(from, name))));
