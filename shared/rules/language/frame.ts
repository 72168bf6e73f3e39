import type { Certainty } from '../schema/certainty.ts';
import type { Words } from '../schema/words.ts';
import type { Shown, Value } from './value.ts';

/** One dated value of a parameter as it was read: what the trace tells of it. */
export type UsedRow = { readonly parameter: string; readonly label: string; readonly from: string; readonly keys: readonly string[]; readonly value: Value; readonly shown: Shown; readonly citation: string; readonly certainty: Certainty };

/** One rule as it was applied. `rule` is `<kind>:<id>`; `value` null is one that is not known; texts are those of the edition. */
export type TraceEntry = { readonly rule: string; readonly title: Words; readonly inputs: Readonly<Record<string, Shown>>; readonly value: Shown; readonly citation: string; readonly certainty: Certainty };

/** What one evaluation sees and leaves behind. */
export type Frame = {
  readonly asOf: string;
  readonly facts: Readonly<Record<string, Value | undefined>>;
  /** The same facts as they were given, for the trace. */
  readonly given: Readonly<Record<string, Shown>>;
  /** Values of definitions, made when first asked for. */
  readonly definitions: Map<string, { readonly value: Value; readonly shown: Shown }>;
  /** Values that `name ->` stands for, by depth. */
  locals: Value[];
  /** What the rule that is evaluated now has looked at, by name. */
  inputs: Record<string, Shown>;
  readonly trace: TraceEntry[];
  readonly used: (row: UsedRow) => void;
};

/** A compiled expression: pure but for the notes it leaves in the frame. */
export type Run = (frame: Frame) => Value;
