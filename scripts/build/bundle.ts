import { basename, dirname } from 'node:path';
import { build } from 'vite';

export type Bundle = {
  readonly input: string;
  /** Path of the one file that comes out. */
  readonly output: string;
  readonly format: 'cjs' | 'es';
  /** Packages left outside: given by the runtime, or holding a native addon. */
  readonly external: readonly string[];
};

/** Bundles one Node or Electron program with everything it imports into a single readable file with a source map. */
export async function bundle({ input, output, format, external }: Bundle): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node', external: [...external] },
    build: {
      ssr: true,
      // the oldest of the runtimes that run it: Node 20 inside Electron 33
      target: 'node20',
      minify: false,
      sourcemap: true,
      emptyOutDir: false,
      outDir: dirname(output),
      rolldownOptions: {
        input,
        external: [...external, /^node:/],
        output: { format, entryFileNames: basename(output), codeSplitting: false },
      },
    },
  });
}
