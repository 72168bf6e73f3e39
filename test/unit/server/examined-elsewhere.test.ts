import { expect, it } from 'vitest';
import type { Assessment } from '../../../shared/domain/mse/assessment.ts';
import { placeDocument } from '../../../src-server/ingest/place-document.ts';
import { keyOf, type Workspace } from '../../../src-server/ingest/workspace.ts';

const [here, there] = ['636200000', '634600000'];
const workspace = (areas: readonly string[], parted: readonly string[] = []) =>
  ({ device: { area: here }, documents: new Map([[keyOf('persons', 'p'), { collection: 'persons', id: 'p', areas, body: {} }]]), departures: new Map(), parted: new Set(parted) }) as unknown as Workspace;
const place = (given: Workspace, district = here, personId = 'p') => placeDocument(given, 'assessments', undefined, { district, personId } as Assessment);

it('what a commission says is of a person whom its district has, or has had; of a stranger it is not taken', () => {
  expect(place(workspace([here]))).toEqual({ ok: true, value: { areas: [here], leaves: [] } });
  expect(place(workspace([there], ['p']))).toEqual({ ok: true, value: { areas: [here], leaves: [], joins: { person: 'p', area: here } } });
  expect(place(workspace([there]))).toMatchObject({ error: 'wrongArea' });
  expect(place(workspace([there], ['p']), there)).toMatchObject({ error: 'wrongArea' });
  // Of somebody the centre does not know yet.
  expect(place(workspace([there]), here, 'q')).toMatchObject({ ok: true });
});
