import type { CaseId } from '../../../shared/base/ids.ts';
import type { Laptop } from './laptop.ts';
import { madeUpPerson, password } from './people.ts';

/** A picture of `size` bytes, made up from `seed`: no two alike. */
export const picture = (size: number, seed = 1): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size);
  bytes.set([0x89, 0x50, 0x4e, 0x47]);
  for (let [at, state] = [4, seed * 2_654_435_761]; at < size; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
};

/** An open case of made-up person `n` with these scans; aigul is at the laptop. */
export const caseWithScans = async (laptop: Laptop, n: number, files: readonly Uint8Array<ArrayBuffer>[]): Promise<{ id: CaseId; scans: string[] }> => {
  await laptop.unlock('aigul');
  const person = await laptop.must('person.register', madeUpPerson(n));
  const { id } = await laptop.must('case.open', { personId: person.id, risk: 'loss-of-work-capacity' });
  await laptop.must('case.saveDraft', { id, facts: { onsetDate: '2026-01-05' as never } });
  const scans: string[] = [];
  for (const bytes of files) scans.push((await laptop.must('scan.add', { caseId: id, document: 'identity', name: `куәлік ${scans.length + 1}.png`, type: 'image/png', bytes })).id);
  return { id, scans };
};

/** The same, approved and signed by bolat: at the next sync the centre takes it. */
export const releasedScans = async (laptop: Laptop, n: number, files: readonly Uint8Array<ArrayBuffer>[]): Promise<{ id: CaseId; scans: string[] }> => {
  const made = await caseWithScans(laptop, n, files);
  await laptop.must('case.handOver', { id: made.id });
  await laptop.unlock('bolat');
  await laptop.must('case.approve', { id: made.id });
  await laptop.must('batch.sign', { password });
  return made;
};
