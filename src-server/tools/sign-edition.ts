/**
 * Program: signs an edition of the law with the centre's key, for a supervisor's room of norms or a stick. `node src-server/tools/sign-edition.ts FOLDER|FILE.json --name NAME --out FOLDER` checks every rule, writes
 * `FOLDER/tirek/editions/<day>-<hash>.edition`, and prints the file, the edition, and how many parts of citations have no words in Kazakh and Russian. Exit status 1 with `{"error":{"type":"RulesInvalid",…}}` where a rule has a fault: nothing is signed then.
 */
import { join } from 'node:path';
import type { Instant } from '../../shared/base/instant.ts';
import { checkSources } from '../../shared/rules/load/check-sources.ts';
import { loadRules } from '../../shared/rules/load/load-rules.ts';
import { EditionContent, encodeEdition, largestEdition } from '../../shared/sync/edition-file.ts';
import { stickLayout } from '../../shared/sync/stick-layout.ts';
import { readEdition } from '../platform/read-edition.ts';
import { writeStickFile } from '../platform/stick-files.ts';
import { BadArguments, runTool, ToolRefusal } from './run-tool.ts';

await runTool('sign-edition.ts FOLDER|FILE.json --name NAME --out FOLDER', { name: { type: 'string' }, out: { type: 'string' } }, ({ name, out }, [path, ...more]) => {
  if (!path || more.length > 0 || typeof name !== 'string' || name === '' || typeof out !== 'string') throw new BadArguments('an edition, --name and --out are needed');
  const { files } = (() => {
    try {
      return readEdition(path);
    } catch (error) {
      throw new BadArguments(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  })();
  return async (centre) => {
    const rules = loadRules({ name, files, sha256: (bytes) => Buffer.from(centre.crypto.sha256(bytes)).toString('hex') });
    if (!rules.ok) throw new ToolRefusal({ ...rules.error });
    // nothing would pass every check
    if (rules.value.programmes.size === 0) throw new ToolRefusal({ type: 'noProgrammes' });
    const issued: Instant = centre.now();
    const content = EditionContent.safeParse({ v: 1, name, issued, files });
    if (!content.success) throw new ToolRefusal({ type: 'noEdition' });
    const bytes = encodeEdition(centre.crypto, centre.keys.sign.privateKey, content.data);
    if (bytes.length > largestEdition) throw new ToolRefusal({ type: 'tooLarge' });
    const { edition } = rules.value;
    const file = join(out, stickLayout.root, stickLayout.editions, `${issued.slice(0, 10)}-${edition.slice(0, 12)}.edition`);
    writeStickFile(file, bytes);
    return { file, name, edition, issued, bytes: bytes.length, programmes: rules.value.programmes.size, silent: checkSources(files, rules.value.sources).length };
  };
});
