import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { contract, folderChannels } from '../shared/ipc/contract.ts';
import { chooseSpawn } from './host/choose-spawn.ts';
import { sayImpossible } from './window/say-impossible.ts';
import { startShell } from './window/start-shell.ts';

// Composition root of the desktop shell: where things lie, and the only source of chance it uses.
const folder = app.getAppPath();
const profile = process.env.TIREK_PROFILE ?? join(app.getPath('appData'), 'tirek');
// a laptop named by hand keeps its papers with it, not in the documents of whoever runs it
if (process.env.TIREK_PROFILE !== undefined) {
  mkdirSync(profile, { recursive: true });
  app.setPath('documents', profile);
}
// the replica host may be plain Node, which cannot read inside the archive
const unpacked = folder.endsWith('.asar') ? `${folder}.unpacked` : folder;
const resources = app.isPackaged ? join(process.resourcesPath, 'tirek') : join(folder, 'resources');

const log = (event: string, facts: Record<string, unknown>) => console.error(JSON.stringify({ event, ...facts }));

const spawn = chooseSpawn(folder);
if (!spawn.ok) {
  log('host.impossible', { reason: spawn.error });
  void sayImpossible((language) => readFileSync(join(resources, 'locales', language, 'shell.json'), 'utf8')).catch(() => app.exit(1));
} else {
  startShell({
    page: join(folder, 'dist', 'renderer'),
    preload: join(folder, 'dist', 'main', 'preload.cjs'),
    userData: join(profile, 'window'),
    contract,
    folderChannels,
    spawnHost: () => spawn.value({ entry: join(unpacked, 'dist', 'replica', 'host.mjs'), env: { TIREK_PROFILE: profile, TIREK_RESOURCES: resources } }),
    makeNonce: () => randomBytes(16).toString('base64'),
    makeIncident: (error) => {
      const incidentId = randomUUID();
      log('shell.unexpected', { incidentId, stack: error instanceof Error ? error.stack : typeof error });
      return { type: 'Unexpected', incidentId };
    },
    log,
  }).then((shell) => shell && log('shell.ready', {})).catch((error: unknown) => {
    log('shell.failed', { stack: error instanceof Error ? error.stack : typeof error });
    app.exit(1);
  });
}
