// Inside the npm-borne runtime's resources/default_app.asar: starts the app whose folder is the first argument, as the official runtime's own does.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron';

// these two are for default apps alone, so the published types leave them out
const app = /** @type {import('electron').App & { setVersion: (version: string) => void, setAppPath: (path: string) => void }} */ (electron.app);
// electron -r FILE FOLDER: what tests load before the app
const before = process.argv.indexOf('-r');
if (before > 0) await import(pathToFileURL(process.argv[before + 1] ?? '').href);

const folder = resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(about.productName ?? about.name);
if (about.version) app.setVersion(about.version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, about.main)).href);
