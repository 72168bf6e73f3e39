import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

it('a program that has prepared the thread and asks it nothing ends by itself', async () => {
  const [decoder, crypto, resources] = [join(root, 'src-main/replica/platform/bulk-decoder.ts'), join(root, 'src-main/replica/platform/crypto.ts'), join(root, 'resources/sync')];
  const program = `
    const { createBulkDecoder } = await import(${JSON.stringify(decoder)});
    const { createCrypto } = await import(${JSON.stringify(crypto)});
    const { readFileSync } = await import('node:fs');
    const dictionary = ${JSON.stringify(join(resources, 'dictionary-1.bin'))};
    createBulkDecoder(createCrypto(readFileSync(dictionary)), { dictionary, rehearsal: ${JSON.stringify(join(resources, 'rehearsal.bin'))} }, () => undefined).prepare();
    console.log('prepared');`;
  // Far longer than it takes: one that holds on would hold on for ever.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 600_000 });
  expect(stdout).toBe('prepared\n');
});
