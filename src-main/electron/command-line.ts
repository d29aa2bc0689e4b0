/**
 * Runs the installed app as the command line, for example `comanda owner reset`.
 *
 * A command needs no window, and runs beside an open app.
 */

/**
 * The arguments of a command, if the first is a command, --version or --help. Null: open the app.
 * `isFromSources`: run from its sources, the program has its folder as the first argument.
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

/** Switches of Chromium that some machines need. No command knows them. */
const CHROMIUM_ONLY: ReadonlySet<string> = new Set(['--no-sandbox', '--disable-gpu']);

/** Runs a command and exits with its exit code. `entry` is the built command line. */
export async function runCommandLine(words: readonly string[], entry: URL): Promise<never> {
  process.argv = [process.execPath, 'comanda', ...words];
  await import(entry.href);
  process.exit(process.exitCode ?? 0);
}
