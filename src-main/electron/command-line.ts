/**
 * The installed app is also the command line: `comanda owner reset` runs a command in the terminal,
 * without a window and beside an open app.
 */

/**
 * The words behind the program's name, where the first is a command or a question of its own; null:
 * the app itself was asked for. A program that is run from its sources (`isFromSources`) has its
 * folder as the first word.
 */
export function commandWords(
  argv: readonly string[],
  isFromSources: boolean,
): readonly string[] | null {
  const args = argv.slice(1).filter((one) => !CHROMIUM_ONLY.has(one));
  const program = args.findIndex((one) => !one.startsWith('-'));
  if (isFromSources && program === -1) return null;
  const words = isFromSources ? args.slice(program + 1) : args;
  return /^(?:[a-z][a-z-]*|--version|--help)$/.test(words[0] ?? '') ? words : null;
}

/** Given by whoever starts Electron on a machine of its own kind; no command knows them. */
const CHROMIUM_ONLY: ReadonlySet<string> = new Set(['--no-sandbox', '--disable-gpu']);

/**
 * Runs a command to its end, and ends the program with its exit code. `entry` is the built command
 * line.
 */
export async function runCommandLine(words: readonly string[], entry: URL): Promise<never> {
  process.argv = [process.execPath, 'comanda', ...words];
  await import(entry.href);
  process.exit(process.exitCode ?? 0);
}
