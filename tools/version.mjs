// Owns .build/version.json: which version and commit a build is, read by the program at run time.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Changes elsewhere (docs, tests) do not change the program. */
const SOURCES = [
  'src-shared',
  'src-main',
  'src-renderer',
  'resources',
  'tools',
  'package.json',
  'package-lock.json',
];

/**
 * Null without git, and where the folder is only part of another repository: a build from an
 * archive knows no commit.
 */
function git(root, ...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

/**
 * The same sources give the same answer: `built` is the commit's time, `SOURCE_DATE_EPOCH` where
 * that is set, and null without either. Changed sources have no time of their own, so a dirty build
 * says when it was made.
 */
export function readVersion(root = ROOT, env = process.env, now = new Date()) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const top = git(root, 'rev-parse', '--show-toplevel');
  const isRepository = top !== null && realpathSync(top) === realpathSync(root);
  const commit = isRepository ? git(root, 'rev-parse', 'HEAD') : null;
  const present = SOURCES.filter((name) => existsSync(path.join(root, name)));
  const dirty =
    commit === null ? null : git(root, 'status', '--porcelain', '--', ...present) !== '';
  const epoch =
    env.SOURCE_DATE_EPOCH ??
    (commit === null || dirty ? undefined : git(root, 'show', '-s', '--format=%ct', 'HEAD'));
  const built = epoch
    ? new Date(Number(epoch) * 1000).toISOString()
    : dirty
      ? now.toISOString()
      : null;
  return { version, commit, built, dirty };
}

/**
 * Written whole or not at all: other processes may be reading it. A dirty build keeps its first
 * time until something else changes.
 */
export function writeVersion(outDir) {
  const file = path.join(outDir, 'version.json');
  const next = readVersion();
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    if (next.dirty && kept.version === next.version && kept.commit === next.commit && kept.dirty)
      return;
    if (JSON.stringify(kept) === JSON.stringify(next)) return;
  } catch {
    // there is none yet
  }
  mkdirSync(outDir, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(next)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}
