import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { findPlace } from '../../../src-server/embedded/postgres-place.ts';
import { prepareCluster, startCluster } from '../../../src-server/embedded/run-cluster.ts';
import { newFolder } from '../../support/replica/laptop.ts';
import { layCluster } from '../../support/server/lay-cluster.ts';

const listen = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, free: () => once(server.close(), 'close') };
};

it('a port that somebody else took after it was found free is no reason not to start: another is taken, and not for ever', async () => {
  const folder = newFolder();
  chmodSync(folder.path, 0o755);
  await layCluster(folder.path);
  const place = await findPlace(folder.path);
  const password = prepareCluster(folder.path, place);
  const taken = await listen();
  await expect(startCluster(folder.path, place, password, async () => taken.port)).rejects.toThrow('Address already in use');
  const offered = [taken.port, taken.port];
  const { url, postgres } = await startCluster(folder.path, place, password, async () => {
    const free = await listen();
    await free.free();
    return offered.shift() ?? free.port;
  });
  expect(offered).toEqual([]);
  expect(new URL(url).port).not.toBe(String(taken.port));
  postgres.kill('SIGINT');
  await once(postgres, 'exit');
  await taken.free();
  folder.remove();
});
