import type { Gauges } from '../store/device-cursors.ts';

/** The pool of connections to the database. */
export type PoolState = { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };

type Labels = Readonly<Record<string, string>>;

const help: Readonly<Record<string, readonly [type: 'counter' | 'gauge', words: string]>> = {
  tirek_requests_total: ['counter', 'Requests answered, by route and refusal.'],
  tirek_request_seconds_total: ['counter', 'Seconds spent on them, by route.'],
  tirek_envelopes_total: ['counter', 'Envelopes taken in; replay: had been taken in before.'],
  tirek_entries_total: ['counter', 'Entries judged, by result and, where put aside, reason.'],
  tirek_notices_total: ['counter', 'Devices told on their link that a stream has new items.'],
  tirek_divergence_questions_total: ['counter', 'Questions of devices that have not what their streams say, by what was asked; streams: as many divergences were found.'],
  tirek_divergence_items_total: ['counter', 'Documents that were sent anew to repair them.'],
  tirek_links: ['gauge', 'Warm links that stand open to this process.'],
  tirek_sessions: ['gauge', 'Sessions that have not run out.'],
  tirek_devices: ['gauge', 'Devices enrolled.'],
  tirek_entries_aside: ['gauge', 'Entries in quarantine.'],
  tirek_stream_readers: ['gauge', 'Streams that devices read, by class, and those of them that are behind.'],
  tirek_stream_lag_items: ['gauge', 'Items that the device furthest behind has to read, by class.'],
  tirek_pool_connections: ['gauge', 'Connections to the database.'],
  tirek_uptime_seconds: ['gauge', 'Since this process began.'],
  tirek_memory_bytes: ['gauge', 'Resident memory of this process.'],
};

const seriesOf = (name: string, labels: Labels): string => {
  const written = Object.entries(labels).map(([key, value]) => `${key}="${value}"`).join(',');
  return written === '' ? name : `${name}{${written}}`;
};

/** Counters of this process and their text for Prometheus. Labels are words of this program: never an id, a name, a district or an address. */
export const createMetrics = (milliseconds: () => number) => {
  const began = milliseconds();
  const counters = new Map<string, Map<string, number>>();
  const count = (name: keyof typeof help & string, labels: Labels = {}, by = 1): void => {
    const series = counters.get(name) ?? new Map<string, number>();
    counters.set(name, series);
    const key = seriesOf(name, labels);
    series.set(key, (series.get(key) ?? 0) + by);
  };
  const uptime = () => (milliseconds() - began) / 1000;
  return {
    count,
    uptime,
    text: (state: Gauges & { readonly pool: PoolState; readonly links: number; readonly memory: number }): string => {
      const gauges: [string, Labels, number][] = [
        ['tirek_links', {}, state.links], ['tirek_sessions', {}, state.sessions], ['tirek_devices', { state: 'active' }, state.devices], ['tirek_devices', { state: 'revoked' }, state.revoked],
        ['tirek_entries_aside', {}, state.entriesAside],
        ...state.lags.flatMap(({ kind, devices, behind, most }): [string, Labels, number][] => [
          ['tirek_stream_readers', { class: kind, state: 'all' }, devices], ['tirek_stream_readers', { class: kind, state: 'behind' }, behind], ['tirek_stream_lag_items', { class: kind }, most],
        ]),
        ['tirek_pool_connections', { state: 'open' }, state.pool.totalCount], ['tirek_pool_connections', { state: 'idle' }, state.pool.idleCount], ['tirek_pool_connections', { state: 'awaited' }, state.pool.waitingCount],
        ['tirek_uptime_seconds', {}, uptime()], ['tirek_memory_bytes', {}, state.memory],
      ];
      const lines = new Map([...counters].map(([name, series]) => [name, [...series].map(([key, value]) => `${key} ${value}`)]));
      for (const [name, labels, value] of gauges) lines.set(name, [...(lines.get(name) ?? []), `${seriesOf(name, labels)} ${value}`]);
      return [...lines].map(([name, rows]) => `# HELP ${name} ${help[name]![1]}\n# TYPE ${name} ${help[name]![0]}\n${rows.join('\n')}\n`).join('');
    },
  };
};

export type Metrics = ReturnType<typeof createMetrics>;
