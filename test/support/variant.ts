/**
 * Builds the program with one line changed: the sabotaged variants that tests must catch, and
 * crashes at named points.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { build, buildScreens, OUT } from '../../tools/build.mjs';

export type Edit = {
  /** Source file, from the repository's root. */
  readonly file: string;
  /**
   * Must stand in it exactly once, or the build fails: a variant that changes nothing proves
   * nothing.
   */
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
        : {
            code: here.reduce((text, { find, replace }) => text.replace(find, () => replace), code),
            map: null,
          };
    },
  };
  await build({ outDir, plugins: [plugin] as never });
  if (edits.some(({ file }) => file.startsWith('src-renderer/')))
    await buildScreens({ outDir, plugins: [plugin] as never });
  if (!existsSync(path.join(outDir, 'cli.js'))) throw new Error(`variant ${name} was not built`);
  return outDir;
}
