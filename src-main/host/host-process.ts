import type { HostRequest } from '../../shared/ipc/host-protocol.ts';

/** One running replica host, whatever carries it: all that the link needs of a transport. Messages from it are not yet trusted. */
export type HostProcess = {
  readonly pid: number | undefined;
  readonly send: (request: HostRequest) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, however it ended. */
  readonly onExit: (listener: (code: number | null) => void) => void;
  readonly kill: () => void;
};

/** What a replica host is started with; `env` carries TIREK_PROFILE and TIREK_RESOURCES. */
export type HostLaunch = { readonly entry: string; readonly env: Readonly<Record<string, string>> };
