import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openLink } from '../../../../src-main/replica/platform/open-link.ts';

it('a link hears what comes in one packet with the answer that opens it', async () => {
  const server = createServer().on('upgrade', (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tirek\r\n\r\nnotice'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const heard: string[] = [];
  const link = await openLink(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {}).then((raw) => {
    raw!.listen((bytes) => heard.push(new TextDecoder().decode(bytes)), () => heard.push('end'));
    return raw!;
  });
  await expect.poll(() => heard.join()).toBe('notice');
  expect(link.isOpen()).toBe(true);
  link.close();
  await expect.poll(() => heard.at(-1)).toBe('end');
  server.close();
});
