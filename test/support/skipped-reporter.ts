/**
 * The last lines of a run: which tests were left out, what they need, and the command that brings
 * it.
 */
import type { Reporter, TestModule } from 'vitest/node';
import { installCommand, TOOLS } from '../../tools/test-tools.mjs';

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = skippedLines(
      modules.flatMap((module) =>
        [...module.children.allTests('skipped')].map((test): readonly string[] => test.tags),
      ),
    );
    if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

/**
 * One line a tool. A test that needs two tools counts at each; one that is slow as well counts at
 * its tools alone.
 */
export function skippedLines(skipped: readonly (readonly string[])[]): readonly string[] {
  if (skipped.length === 0) return [];
  const lines = TOOLS.flatMap(({ name, what, packages, isHere }) => {
    const count = skipped.filter((tags) => tags.includes(`needs/${name}`)).length;
    if (count === 0) return [];
    const install = installCommand(packages);
    const how = isHere()
      ? 'installed'
      : install === null
        ? 'not to be had on this system'
        : `to install: ${install}`;
    return [`  ${tests(count)} skipped: needs ${what} (${how})`];
  });
  const slow = skipped.filter(
    (tags) => tags.includes('slow') && !tags.some((tag) => tag.startsWith('needs/')),
  ).length;
  const other = skipped.filter((tags) => tags.length === 0).length;
  if (slow > 0) lines.push(`  ${tests(slow)} skipped: slow`);
  if (other > 0) lines.push(`  ${tests(other)} skipped: not selected`);
  return [
    `${tests(skipped.length)} left out of this run; \`npm run test:full\` runs every one:`,
    ...lines,
  ];
}

function tests(count: number): string {
  return `${count} ${count === 1 ? 'test' : 'tests'}`;
}
