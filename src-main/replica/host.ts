import { composeHost } from './compose-host.ts';
import { servePort } from './serve/serve-port.ts';
import { openShellPort } from './shell-port.ts';

// The replica host: the process that owns the local replica and everything that touches it.
const { TIREK_PROFILE: profile, TIREK_RESOURCES: resources } = process.env;
const port = openShellPort();
if (!profile || !resources || !port) {
  process.stderr.write('The replica host is started by the desktop, with TIREK_PROFILE and TIREK_RESOURCES.\n');
  process.exit(2);
}
const host = composeHost({ profile, resources, live: true });
host.log('started');
servePort(host, port, () => process.exit(0));
