#!/usr/bin/env node
// Owns the .deb: stands where electron-builder calls `fpm`, which would be a download, and makes
// the package by Debian's own dpkg-deb.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is asked for, as `fpm`'s options: each with one value, but for those that stand alone. */
const ALONE = new Set(['--force', '--verbose']);
const asked = { depends: [], recommends: [], from: [] };
const args = process.argv.slice(2);
while (args.length > 0) {
  const name = args.shift();
  if (ALONE.has(name)) continue;
  if (!name.startsWith('-')) {
    asked.from.push(name);
    continue;
  }
  const value = args.shift();
  if (name === '-d' || name === '--depends') asked.depends.push(value);
  else if (name === '--deb-recommends') asked.recommends.push(value);
  else asked[name.replace(/^-+/, '')] = value;
}
if (asked.t !== 'deb') throw new Error(`only deb packages are made here, not ${asked.t}`);

const root = mkdtempSync(path.join(os.tmpdir(), 'comanda-deb-'));
try {
  chmodSync(root, 0o755);
  for (const pair of asked.from) {
    const at = pair.indexOf('=');
    const [from, to] = [pair.slice(0, at), path.join(root, pair.slice(at + 1))];
    mkdirSync(path.dirname(to), { recursive: true });
    const target =
      to.endsWith('/') && statSync(from).isFile() ? path.join(to, path.basename(from)) : to;
    // Links stay links; the sandbox's helper keeps its mode.
    cpSync(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
  // Debian's place for it (policy, 12.5): the program's own licence, then those of all that is in
  // it.
  const copyright = path.join(root, 'usr', 'share', 'doc', asked.name, 'copyright');
  mkdirSync(path.dirname(copyright), { recursive: true });
  const own = fileURLToPath(new URL('..', import.meta.url));
  const texts = ['LICENSE', path.join('.build', 'NOTICE.txt')].map((file) =>
    readFileSync(path.join(own, file), 'utf8'),
  );
  writeFileSync(copyright, texts.join('\n'));
  chmodSync(copyright, 0o644);
  const control = path.join(root, 'DEBIAN');
  mkdirSync(control);
  const kib = execFileSync('du', ['-sk', '--exclude=DEBIAN', root], { encoding: 'utf8' }).split(
    /\s/,
  )[0];
  const [first = '', ...more] = (asked.description ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const fields = {
    Package: asked.name,
    Version: asked.version,
    Architecture: asked.architecture,
    Maintainer: asked.maintainer,
    Section: asked['deb-section'] ?? 'misc',
    Priority: asked['deb-priority'] ?? 'optional',
    'Installed-Size': kib,
    Depends: asked.depends.join(', '),
    Recommends: asked.recommends.join(', '),
    Homepage: asked.url,
    Description: [first, ...more.map((line) => ` ${line}`)].join('\n'),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`${name}: ${value}\n`] : [],
  );
  writeFileSync(path.join(control, 'control'), lines.join(''));
  for (const [option, name] of [
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ]) {
    if (!asked[option]) continue;
    copyFileSync(asked[option], path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  execFileSync(
    'dpkg-deb',
    [
      '--root-owner-group',
      '-Zxz',
      `-z${process.env.COMANDA_DEB_LEVEL ?? 6}`,
      '-b',
      root,
      asked.package,
    ],
    {
      stdio: ['ignore', 2, 2],
    },
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
