import type { CompiledParameter } from '../language/compiled-parameter.ts';
import type { Run } from '../language/frame.ts';
import type { Value } from '../language/value.ts';
import type { Fact } from '../schema/fact.ts';
import type { Organisations } from '../schema/organisations.ts';
import type { Parameter } from '../schema/parameter.ts';
import type { Programme } from '../schema/programme.ts';
import type { Risk } from '../schema/risk.ts';
import type { Sources } from '../schema/sources.ts';

/** The files of an edition by path below `resources/rules` (`parameters/mrp.json`), parsed but not checked. */
export type RuleFiles = Readonly<Record<string, unknown>>;

export type CompiledProgramme = {
  readonly source: Programme;
  readonly facts: readonly Fact[];
  /** Values that hold where a fact is not given. */
  readonly defaults: ReadonlyMap<string, { readonly value: Value; readonly given: unknown }>;
  readonly askedWhen: ReadonlyMap<string, Run>;
  readonly neededWhen: ReadonlyMap<string, Run>;
  /** How facts are reckoned from the ledger. */
  readonly derived: ReadonlyMap<string, Run>;
  readonly checks: readonly { readonly source: Programme['checks'][number]; readonly test: Run }[];
  readonly lawDate: Run;
  readonly conditions: readonly { readonly source: Programme['conditions'][number]; readonly test: Run }[];
  readonly notices: readonly { readonly source: Programme['notices'][number]; readonly when: Run | undefined }[];
  readonly payments: readonly {
    readonly source: Programme['payments'][number];
    readonly when: Run | undefined;
    readonly amount: Run;
    readonly rounding: CompiledParameter;
    readonly from: Run;
    readonly to: Run | undefined;
    readonly withheld: Run | undefined;
    readonly shares: Run | undefined;
  }[];
};

/** A checked edition of the law, ready to be applied. `edition` is the hash of its files. */
export type Rules = {
  readonly edition: string;
  readonly name: string;
  readonly files: RuleFiles;
  readonly risks: readonly Risk[];
  readonly programmes: ReadonlyMap<string, CompiledProgramme>;
  readonly parameters: ReadonlyMap<string, CompiledParameter>;
  readonly parameterFiles: ReadonlyMap<string, Parameter>;
  readonly organisations: Organisations;
  /** What an employer owes for a month of `income`; undefined in an edition that does not say. */
  readonly contributionDue: Run | undefined;
  /** Words of its citations; empty in an edition that brings none. */
  readonly sources: Sources;
};
