// Measures what keeps the code readable, and fails where a limit is passed. `--all` prints what
// comes near: the longest functions and lines, each duplicate name, each rule without a table.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';

const SHOW = process.argv.includes('--all');
const files = execFileSync('git', ['ls-files', 'src-*', 'test/unit/domain'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && existsSync(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const sources = files.filter(({ file }) => file.startsWith('src-'));

/** Calls `visit` with each node of a file. */
function walk(node, visit) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') visit(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent') continue;
    if (Array.isArray(value)) for (const one of value) walk(one, visit);
    else walk(value, visit);
  }
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const functions = [];
const exported = new Map();
for (const { file, text } of sources) {
  const ast = parseAst(text, {
    lang: file.endsWith('x') ? 'tsx' : 'ts',
    astType: 'ts',
    sourceType: 'module',
  });
  walk(ast, (node) => {
    if (!FUNCTIONS.has(node.type) || !node.body) return;
    const lines = text.slice(node.start, node.end).split('\n').length;
    const at = text.slice(0, node.start).split('\n').length;
    functions.push({ lines, at: `${file}:${at}`, name: node.id?.name ?? '' });
  });
  for (const statement of ast.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    const names = declared?.declarations?.map(({ id }) => id.name) ?? [declared?.id?.name];
    for (const name of names.filter(Boolean))
      exported.set(name, new Set([...(exported.get(name) ?? []), file]));
  }
}

const byLength = functions.toSorted((a, b) => b.lines - a.lines);
const p99 = byLength[Math.floor(functions.length / 100)]?.lines ?? 0;

const perFolder = new Map();
for (const { file } of sources)
  perFolder.set(path.dirname(file), (perFolder.get(path.dirname(file)) ?? 0) + 1);
const fullest = [...perFolder].toSorted(([, a], [, b]) => b - a);

const lines = sources.flatMap(({ file, text }) =>
  text.split('\n').map((line, index) => ({ at: `${file}:${index + 1}`, length: line.length })),
);
const long = lines.filter(({ length }) => length > 100);

/** Texts of screens get their home with the catalogues; until then their hooks share names. */
const twice = [...exported].filter(([, at]) => at.size > 1);

const rules = sources.flatMap(({ file, text }) =>
  file.startsWith('src-main/host/domain/')
    ? [...text.matchAll(/export const (\w+)Rule = (?:defineRule|editRule)\(/g)].map(
        ([, name]) => name,
      )
    : [],
);
const tables = files.filter(({ file }) => file.startsWith('test/unit/domain/'));
const tabled = new Set(
  tables.flatMap(({ text }) =>
    [...text.matchAll(/table\(\s*(\w+)Rule\b/g)].map(([, name]) => name),
  ),
);
const untabled = rules.filter((name) => !tabled.has(name));

const refusals = new Set(
  sources
    .filter(({ file }) => file.startsWith('src-main/host/domain/'))
    .flatMap(({ text }) => [...text.matchAll(/refuse\(\s*'(\w+)'/g)].map(([, code]) => code)),
);
const expected = new Set(
  tables.flatMap(({ text }) => [...text.matchAll(/'([A-Z][A-Z_]+)'/g)].map(([, code]) => code)),
);
const unexpected = [...refusals].filter((code) => !expected.has(code));

const FIGURES = [
  ['code files in the fullest folder', fullest[0]?.[1] ?? 0, 18, fullest.slice(0, 12)],
  [
    'lines of the longest function',
    byLength[0]?.lines ?? 0,
    // 120 as soon as the screens' client library is split.
    280,
    byLength.slice(0, 45).map(({ lines: n, at, name }) => `${n} ${at} ${name}`),
  ],
  ['lines of a function, 99th percentile', p99, 80, []],
  [
    'lines over 100 characters, of 1,000',
    Math.round((long.length / lines.length) * 1_000),
    9,
    long.slice(0, 10).map(({ at }) => at),
  ],
  [
    'exported names declared twice',
    twice.length,
    0,
    twice.map(([name, at]) => `${name}: ${[...at].join(' ')}`),
  ],
  ['rules without a table of tests', untabled.length, 0, untabled],
  ['refusals of rules that no table expects', unexpected.length, 0, unexpected],
];
for (const [name, figure, limit, near] of FIGURES) {
  const isMet = figure <= limit;
  if (!isMet) process.exitCode = 1;
  if (!isMet || SHOW)
    console.log(`${isMet ? 'ok  ' : 'FAIL'} ${name}: ${figure} (at most ${limit})`);
  if (SHOW) for (const one of near) console.log(`       ${one}`);
}
