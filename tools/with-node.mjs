// Owns which Node runs the tools and the program: the system's own where it is new enough, else one
// from the registry. better-sqlite3 13 crashes below Node 22; a restaurant's or a builder's machine
// often still has 20.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const OLDEST = [22, 12];
const PROVIDED = '24.21.0';

export function isNewEnough(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * Path of a Node that can run Comanda; installs one into .tools/ the first time (about 6 s, 50 MB).
 */
export function suitableNode() {
  if (isNewEnough()) return process.execPath;
  const os = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${os}-${process.arch}`;
  const home = path.join(ROOT, '.tools');
  const binary = path.join(
    home,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    console.error(
      `Comanda: Node ${process.versions.node} is older than ${OLDEST.join('.')}; fetching Node ${PROVIDED} once…`,
    );
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{"private":true}\n');
    const npm = spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${PROVIDED}`],
      {
        cwd: home,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      },
    );
    if (npm.status !== 0 || !existsSync(binary)) {
      console.error(
        `Comanda: could not fetch Node. Install Node ${OLDEST.join('.')} or newer and try again.`,
      );
      process.exit(1);
    }
  }
  return binary;
}

/**
 * Runs a command to its end with this terminal, passing on the signals that ask it to stop;
 * resolves to its exit code.
 */
export function runToEnd(command, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // Ctrl-C reaches the whole foreground group by itself; only a SIGTERM sent to this process
    // alone must be handed down.
    const ignore = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore).on('SIGTERM', pass);
    child.on('error', (error) => {
      console.error(`Comanda: ${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

if (
  process.argv[1] &&
  import.meta.url === (await import('node:url')).pathToFileURL(process.argv[1]).href
) {
  const [tool, ...args] = process.argv.slice(2);
  const node = suitableNode();
  const bin = path.join(ROOT, 'node_modules', '.bin');
  const env = {
    ...process.env,
    PATH: [path.dirname(node), bin, process.env.PATH].join(path.delimiter),
  };
  process.exitCode = await runToEnd(tool === 'node' ? node : path.join(bin, tool), args, env);
}
