import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** The machine a bench ran on, and how busy it was before. */
export const describeMachine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGigabytes: Math.round(totalmem() / 1e9), system: `${platform()} ${release()}`, node: process.versions.node,
  load: Number((loadavg()[0] ?? 0).toFixed(2)),
});
