// The tools besides Node that some tests need. Each has a tag (`needs/NAME`) that those tests
// carry, and the Debian package that brings it. `npm test` leaves tagged tests out; `npm run
// test:full` refuses to start while a tool is missing. `node tools/test-tools.mjs --packages`
// prints the packages that are missing here, for scripts that install them.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const isLinux = process.platform === 'linux';

/** Where PATH has an executable of this name; null where it has none. */
function found(name) {
  return (
    (process.env.PATH ?? '')
      .split(path.delimiter)
      .map((folder) => path.join(folder, name))
      .find(isExecutable) ?? null
  );
}

const onPath = (name) => found(name) !== null;

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const isRoot = () => process.getuid?.() === 0;

/** Where libfaketime may lie: Debian keeps it in the folder of the processor's architecture. */
export const FAKETIME_LIBRARY =
  ['x86_64', 'aarch64']
    .map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketimeMT.so.1`)
    .find((file) => existsSync(file)) ?? null;

/** Any Chromium will do; `CHROMIUM` names one that PATH does not have. */
export const CHROMIUM =
  process.env.CHROMIUM ?? found('chromium') ?? found('chromium-browser') ?? found('google-chrome');

/**
 * CUPS's network backend: installed, or unpacked from its package by `.ci/run` without that
 * package's forty dependencies.
 */
export const CUPS_SOCKET_BACKENDS = [
  '/usr/lib/cups/backend/socket',
  path.resolve('.tools/cups/usr/lib/cups/backend-available/socket'),
];

/**
 * @typedef {{ name: string, what: string, packages: readonly string[], isHere: () => boolean }} Tool
 * `what`: the words behind "needs". `packages`: of Debian; none where no package brings it.
 */

/** @type {readonly Tool[]} */
export const TOOLS = [
  {
    name: 'chromium',
    what: 'chromium',
    packages: ['chromium'],
    isHere: () => CHROMIUM !== null && isExecutable(CHROMIUM),
  },
  { name: 'strace', what: 'strace', packages: ['strace'], isHere: () => onPath('strace') },
  {
    name: 'faketime',
    what: 'faketime',
    packages: ['faketime'],
    isHere: () => onPath('faketime') && FAKETIME_LIBRARY !== null,
  },
  {
    name: 'netns',
    what: 'ip and root (network namespaces)',
    packages: ['iproute2'],
    isHere: () => isLinux && onPath('ip') && isRoot(),
  },
  {
    name: 'mounts',
    what: 'unshare and root (mount namespaces)',
    packages: ['util-linux'],
    isHere: () => isLinux && onPath('unshare') && isRoot(),
  },
  {
    name: 'fuse',
    what: '/dev/fuse, mount and root',
    packages: ['mount'],
    isHere: () => isLinux && existsSync('/dev/fuse') && onPath('mount') && isRoot(),
  },
  {
    name: 'loop',
    what: 'mkfs.ext4, loop devices and root',
    packages: ['e2fsprogs'],
    isHere: () => isLinux && onPath('mkfs.ext4') && existsSync('/dev/loop-control') && isRoot(),
  },
  { name: 'socat', what: 'socat', packages: ['socat'], isHere: () => onPath('socat') },
  {
    name: 'poppler',
    what: 'pdftotext',
    packages: ['poppler-utils'],
    isHere: () => onPath('pdftotext'),
  },
  {
    name: 'cups',
    what: 'cupsd and lp',
    packages: ['cups-daemon', 'cups-client'],
    isHere: () =>
      onPath('cupsd') && onPath('lp') && CUPS_SOCKET_BACKENDS.some((file) => existsSync(file)),
  },
  { name: 'openssl', what: 'openssl', packages: ['openssl'], isHere: () => onPath('openssl') },
  {
    name: 'terminal',
    what: 'script (a terminal)',
    packages: ['bsdutils'],
    isHere: () => isLinux && onPath('script'),
  },
  { name: 'linux', what: 'Linux', packages: [], isHere: () => isLinux },
  {
    name: 'posix',
    what: 'Linux or macOS',
    packages: [],
    isHere: () => process.platform !== 'win32',
  },
];

/** Vitest's tags: one a tool, and one for tests that take too long for `npm test`. */
export const TAGS = [
  ...TOOLS.map(({ name, what }) => ({ name: `needs/${name}`, description: `needs ${what}` })),
  { name: 'slow', description: 'takes longer than `npm test` allows' },
];

/** How a person gets it. */
export function installCommand(packages) {
  return packages.length === 0 ? null : `apt-get install ${[...new Set(packages)].join(' ')}`;
}

/** Tools that this machine lacks. */
export function missingTools() {
  return TOOLS.filter((tool) => !tool.isHere());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = missingTools();
  if (process.argv.includes('--packages'))
    console.log([...new Set(missing.flatMap(({ packages }) => packages))].join(' '));
  else
    for (const { name, what } of TOOLS)
      console.log(`${missing.some((tool) => tool.name === name) ? 'missing' : 'here   '} ${what}`);
}
