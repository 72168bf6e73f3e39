// The real shell around a static page and the echo host; bundled and started by test/integration/shell.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app } from 'electron';
import { findNode } from '../../../src-main/host/find-node.ts';
import { spawnNode } from '../../../src-main/host/spawn-node.ts';
import { startShell } from '../../../src-main/window/start-shell.ts';
import { echoContract } from './echo-contract.ts';

const folder = app.getAppPath();
const node = findNode(process.env, folder) ?? 'node';

void startShell({
  page: join(folder, 'page'),
  preload: join(folder, 'preload.cjs'),
  userData: join(process.env.TIREK_PROFILE ?? folder, 'window'),
  contract: echoContract,
  spawnHost: () => spawnNode({ entry: process.env.ECHO_HOST ?? '', env: {} }, node),
  makeNonce: () => randomBytes(16).toString('base64'),
  makeIncident: () => ({ type: 'Unexpected', incidentId: 'test' }),
  log: (event, facts) => console.error(JSON.stringify({ event, ...facts })),
});
