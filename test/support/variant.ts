/** Builds the program with one line changed: the sabotaged variants that tests must catch, and crashes at named points. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { build, buildScreens, OUT } from '../../tools/build.mjs';

export type Edit = {
  /** Source file, from the repository's root. */
  readonly file: string;
  /** Must stand in it exactly once, or the build fails: a variant that changes nothing proves nothing. */
  readonly find: string;
  readonly replace: string;
};

/** Returns the folder to start the variant from. */
export async function buildVariant(name: string, ...edits: readonly Edit[]): Promise<string> {
  for (const { file, find } of edits) {
    const count = readFileSync(path.resolve(file), 'utf8').split(find).length - 1;
    if (count !== 1) throw new Error(`variant ${name}: "${find}" stands ${count} times in ${file}`);
  }
  const outDir = path.join(OUT, 'variants', name);
  const plugin: Plugin = {
    name: 'comanda-variant',
    enforce: 'pre',
    transform(code, id) {
      const here = edits.filter(({ file }) => id === path.resolve(file));
      // No source map: line numbers of a variant are nobody's concern.
      return here.length === 0
        ? null
        : { code: here.reduce((text, { find, replace }) => text.replace(find, () => replace), code), map: null };
    },
  };
  await build({ outDir, plugins: [plugin] as never });
  if (edits.some(({ file }) => file.startsWith('src-renderer/'))) await buildScreens({ outDir, plugins: [plugin] as never });
  if (!existsSync(path.join(outDir, 'cli.js'))) throw new Error(`variant ${name} was not built`);
  return outDir;
}

/** One factor for all figures, or one for what a printer must meet (`session`) and one for the waits between tries (`retry`). */
export type Scale = number | { readonly session: number; readonly retry: number };

/**
 * The program with every figure of printing shortened: waits of a minute become seconds, in the same proportions. Where every printer of
 * a test is well, its answers need their usual time (`session` near 1): on a busy machine 20 ms would be silence.
 */
export function scaledBuild(name: string, scale: Scale, ...edits: readonly Edit[]): Promise<string> {
  const { session, retry } = typeof scale === 'number' ? { session: scale, retry: scale } : scale;
  const shorter = (file: string, by: number): Edit => ({ file, find: 'const SCALE = 1;', replace: `const SCALE = ${by};` });
  return buildVariant(
    name,
    shorter('src-main/host/print/desk/session-limits.ts', session),
    shorter('src-main/host/domain/printer-health.ts', retry),
    shorter('src-main/host/domain/fallback.ts', retry),
    {
      file: 'src-main/host/domain/printer-health.ts',
      find: 'const FIRST_MS_PER_LINE = 35;',
      replace: 'const FIRST_MS_PER_LINE = 2;',
    },
    ...edits,
  );
}
