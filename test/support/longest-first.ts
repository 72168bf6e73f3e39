import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first: a run on two cores that ends with one of them leaves one core idle. Where the runner remembers nothing it would go by the size of files. */
const longest = ['every-risk', 'bad-input', 'screens', 'pull-the-plug', 'bad-surroundings', 'figures', 'commission', 'live', 'commission-journeys', 'conflicts', 'desk', 'simulation', 'differential', 'planted-bugs', 'crash', 'fuzz-protocol', 'kill', 'power'].map((name) => `${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.indexOf(basename(moduleId));
  return at === -1 ? longest.length : at;
};

/** Tests in the usual order of the runner, but of each project the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const projects = [...new Set(usual.map(({ project }) => project))];
    return projects.flatMap((project) => usual.filter((file) => file.project === project).sort((one, other) => rankOf(one) - rankOf(other)));
  }
}
