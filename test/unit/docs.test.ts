/** What the documents say of the code and of each other, as far as a program can compare it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src-main/headless/main';
import { ROUTES } from '../../src-main/host/net/public-api/http-routes';
import { ERRORS } from '../../src-shared/base/errors';
import { SCOPES } from '../../src-shared/base/scope-words';
import { SCREEN_ASKS } from '../../src-shared/screen-api/screen-queries';

const read = (file: string): string => readFileSync(file, 'utf8');
const DOCUMENTS = [
  'README.md',
  ...['docs', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  ),
].filter((file) => file.endsWith('.md'));
const prose = (file: string): string => read(file).replace(/^```[\s\S]*?^```/gm, '');

/** As GitHub makes them from headings. */
function anchorsOf(file: string): ReadonlySet<string> {
  const headings = prose(file).matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    Array.from(headings, ([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_\- ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function linksOf(file: string): readonly string[] {
  const all = [
    ...prose(file).matchAll(/\]\(([^)\s]+)\)/g),
    ...prose(file).matchAll(/src="([^"]+)"/g),
  ];
  return all.map(([, to = '']) => to).filter((to) => !/^[a-z]+:/.test(to));
}

/** Null where it leads somewhere. */
function brokenLink(file: string, to: string): string | null {
  const [target = '', anchor] = to.split('#');
  const found = target === '' ? file : path.join(path.dirname(file), target);
  if (!existsSync(found)) return `${file}: ${to}`;
  return anchor === undefined || anchorsOf(found).has(anchor) ? null : `${file}: ${to}`;
}

describe('links', () => {
  it('lead to files and headings that exist', () => {
    expect(DOCUMENTS.length).toBeGreaterThan(30);
    const looked = DOCUMENTS.flatMap((file) => linksOf(file).map((to) => brokenLink(file, to)));
    expect(looked.length).toBeGreaterThan(30);
    expect(looked.filter((one) => one !== null)).toEqual([]);
  });
});

describe('commands', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

  it('of npm exist', () => {
    const named = DOCUMENTS.flatMap((file) =>
      [...read(file).matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('name files of this folder', () => {
    const named = DOCUMENTS.flatMap((file) =>
      [...read(file).matchAll(/\b((?:test|tools|resources)\/[\w./-]+\.(?:ts|mjs|json|py))\b/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !existsSync(name))).toEqual([]);
  });
});

describe('the README', () => {
  it('is no longer than a stranger reads', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  });

  it('tells the figures that docs/performance.md tells', () => {
    const figures = (file: string): readonly string[] =>
      [
        ...read(file).matchAll(
          /^\|[^|]+\|\s*(\d+(?:\.\d+)?(?: s)?)\s*\|\s*(\d+(?:\.\d+)?(?: s)?)\s*\|$/gm,
        ),
      ].map(([, before = '', now = '']) => `${before} ${now}`);
    expect(figures('README.md')).toHaveLength(3);
    expect(figures('README.md')).toEqual(figures('docs/performance.md'));
  });
});

describe('docs/protocol.md', () => {
  const protocol = read('docs/protocol.md');
  /** Met by the print desk alone, over no protocol. */
  const INTERNAL = ['NADA_EN_COLA', 'CARRIL_OCUPADO', 'TURNO_PERDIDO'];

  it('lists every code that a sender can meet, and no other', () => {
    const [, section = ''] = protocol.split(/^# Errors$/m);
    const [table = ''] = section.split(/^# /m);
    const listed = [...table.matchAll(/`([A-Z]+(?:_[A-Z0-9]+)+|CONFLICTO|ESPERE)`/g)].map(
      ([, code = '']) => code,
    );
    const known = new Set(Object.values(ERRORS).map(({ publicCode }) => publicCode));
    for (const code of INTERNAL) known.delete(code);
    expect([...new Set(listed)].sort()).toEqual([...known].sort());
  });

  it('names every path of the order API', () => {
    const paths = [...new Set(ROUTES.map((route) => route.path))];
    const isNamed = (one: string): boolean => {
      const [, folder, word] = /^(\/(?:pedidos|comandas))\/:id(?:\/(\w+))?$/.exec(one) ?? [];
      if (folder === undefined) return protocol.includes(one);
      return word === undefined
        ? protocol.includes('/pedidos/1234')
        : protocol.includes(`{"${word}":`) || protocol.includes(`/${word}\``);
    };
    expect(paths.filter((one) => !isNamed(one))).toEqual([]);
  });

  it('names the questions that everybody may ask over the WebSocket, and no other as such', () => {
    const [, row = ''] = /^\| `\{"type":"ask"[^|]*\| ([^;]*);/m.exec(protocol) ?? [];
    const forAll = Object.entries(SCREEN_ASKS).filter(([, { roles }]) =>
      roles.some((role) => role === 'cook'),
    );
    expect([...row.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).sort()).toEqual(
      forAll.map(([name]) => name).sort(),
    );
  });
});

it('docs/security.md has a row for each scope', () => {
  const [, table = ''] = read('docs/security.md').split('**By scope**');
  const [rows = ''] = table.split('The owner chooses');
  const named = [...rows.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [
    ...cell.matchAll(/`([a-z:]+)`/g),
  ]);
  expect(named.map(([, scope = '']) => scope).sort()).toEqual([...SCOPES].sort());
});

it('docs/operations.md has a row for each exit code', () => {
  const rows = [...read('docs/operations.md').matchAll(/^\| (\d+) +\|/gm)].map(([, code]) =>
    Number(code),
  );
  expect(rows).toEqual(Object.values(EXIT));
});
