// Owns NOTICE.txt: the licences of every package that is in a build, from the bundles' own module
// lists and from what the program needs at run time.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A plugin for a bundle: adds the folder of each package that something of it comes from. */
export function packagesOfBundle(found) {
  return {
    name: 'comanda-packages',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        for (const id of Object.keys(chunk.modules ?? {})) {
          const folder = packageFolder(id.replace(/^\0/, '').split('?')[0]);
          if (folder !== null) found.add(folder);
        }
    },
  };
}

/** `/x/node_modules/@a/b/lib/c.js` is of `/x/node_modules/@a/b`. */
export function packageFolder(file) {
  const at = file.replaceAll('\\', '/').lastIndexOf('/node_modules/');
  if (at === -1) return null;
  const [first, second] = file.slice(at + '/node_modules/'.length).split(/[\\/]/);
  const name = first.startsWith('@') ? path.join(first, second) : first;
  return path.join(file.slice(0, at), 'node_modules', name);
}

/** Every package that the program loads when it runs, as Node would find it. */
export function packagesAtRunTime(root = ROOT) {
  const found = new Set();
  const take = (name, from) => {
    const folder = lookUp(name, from, root);
    if (folder === null || found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
      take(next, folder);
  };
  for (const name of Object.keys(manifestOf(root).dependencies)) take(name, root);
  return found;
}

/** Null where it is not installed: an optional package of another system. */
function lookUp(name, from, root) {
  for (let folder = from; folder.startsWith(root); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(candidate, 'package.json'))) return candidate;
  }
  return null;
}

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl|unlicense)([-.].*)?$/i;

/**
 * Sorted by name, so that the same packages make the same file. Throws where a package says nothing
 * of its licence.
 */
export function noticeText(folders) {
  const packages = [...folders].map((folder) => {
    const { name, version, license, licenses, author } = manifestOf(folder);
    const files = readdirSync(folder)
      .filter((file) => LICENCE_FILE.test(file))
      .toSorted();
    const texts = files.map((file) =>
      readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim(),
    );
    const kind =
      typeof license === 'string'
        ? license
        : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '));
    if (!kind && texts.length === 0)
      throw new Error(`${name} ${version} says nothing of its licence`);
    const by = typeof author === 'string' ? author : author?.name;
    return { title: `${name} ${version}`, kind: kind ?? 'see below', by, texts };
  });
  const byTitle = new Map(packages.map((one) => [one.title, one]));
  const parts = [...byTitle.values()]
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, kind, by, texts }) => {
      // A package without a file of its own is under the usual text of its licence, in its author's
      // name.
      const body =
        texts.length > 0 ? texts.join('\n\n') : `Licence: ${kind}${by ? `. Author: ${by}` : ''}`;
      return `${'='.repeat(78)}\n${title} (${kind})\n${'='.repeat(78)}\n\n${body}\n`;
    });
  return `${HEAD}\n${parts.join('\n')}`;
}

const HEAD = `Comanda is published under the MIT licence (file LICENSE).
It contains the packages below, each under its own licence. better-sqlite3 contains SQLite, which is in the public domain.
The desktop app also contains Electron, Chromium and Node.js: LICENSE.electron.txt and LICENSES.chromium.html beside the program.
`;

export function writeNotice(file, bundled) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, noticeText(new Set([...bundled, ...packagesAtRunTime()])));
}
