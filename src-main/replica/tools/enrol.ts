import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { EnrolInput, EnrolStaff } from '../../../shared/ipc/inputs.ts';
import { composeHost } from '../compose-host.ts';
import { enrol } from '../sync/enrol.ts';

// node src-main/replica/tools/enrol.ts --profile DIR --server URL --code CODE --name NAME --staff FILE.json
// FILE.json: [{ "login", "password" }]; names and roles are the centre's to say. Prints one JSON line. Exit status: 0 enrolled, 1 refused (the error on the line), 2 bad arguments.
const usage = 'enrol.ts --profile DIR --server URL --code CODE --name NAME --staff FILE.json [--resources DIR]';

const fail = (message: string): never => {
  process.stderr.write(`${message}\nusage: ${usage}\n`);
  return process.exit(2);
};

const readArguments = () => {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({ options: { profile: option, server: option, code: option, name: option, staff: option, resources: option } }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'bad arguments');
  }
};

const readStaff = (path: string) => {
  try {
    return z.array(EnrolStaff).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return fail(`${path} is not a list of staff`);
  }
};

const given = readArguments();
if (!given.profile || !given.staff) fail('--profile and --staff are needed');
const input = EnrolInput.safeParse({ serverUrl: given.server, code: given.code, deviceName: given.name, staff: readStaff(given.staff ?? '') });
if (!input.success) fail(input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
const resources = given.resources ?? process.env.TIREK_RESOURCES ?? join(import.meta.dirname, '../../../resources');
const enrolled = await enrol(composeHost({ profile: given.profile ?? '', resources, rehearses: false }), EnrolInput.parse(input.data));
process.stdout.write(`${JSON.stringify(enrolled.ok ? { enrolled: true } : { enrolled: false, error: enrolled.error })}\n`);
process.exitCode = enrolled.ok ? 0 : 1;
