import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first of each project: a run on two cores that ends with one of them leaves one core idle. Where the runner remembers nothing it would go by the size of files. */
const longest = [
  'simulation/simulation', 'simulation/planted-bugs', 'server/tail', 'bench/sync-bench', 'server/concurrency', 'replica/keys', 'replica/kill-host', 'server/crash', 'replica/three-laptops', 'server/operator', 'server/tools', 'server/fuzz-protocol', 'simulation/differential',
  'e2e/screens', 'e2e/every-risk', 'e2e/pull-the-plug', 'e2e/bad-input', 'e2e/package', 'e2e/faults', 'e2e/figures', 'e2e/commission-journeys', 'e2e/commission', 'e2e/conflicts', 'e2e/bad-surroundings', 'e2e/office',
].map((name) => `/${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.endsWith(name));
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
