import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** The folder of whoever called: npm goes to the project's root and keeps theirs in INIT_CWD, which its children have too, though they were not called from there. */
const callerFolder = () => {
  const { npm_lifecycle_script: called = '', INIT_CWD: folder } = process.env;
  return folder !== undefined && called.includes(basename(process.argv[1] ?? '')) ? folder : process.cwd();
};

/**
 * The file or folder that an argument names, where whoever calls stands, else in the project's root. An argument that names nothing there is given back as it is.
 * @param {string} value
 */
export const findNamed = (value) => {
  if (value === '' || value.startsWith('-')) return value;
  return [callerFolder(), process.cwd()].map((folder) => resolve(folder, value)).find((path) => existsSync(path)) ?? value;
};
