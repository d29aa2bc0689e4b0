// Plants errors in rules, one at a time, and says which the tables of tests do not catch:
// `node tools/plant-errors.mjs [SEED] [COUNT]`. An error that is not caught is either one that
// changes no decision, or a row that is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseAst } from 'vite';

const seed = Number(process.argv[2] ?? 1);
const count = Number(process.argv[3] ?? 20);

/** Mulberry32: the same seed plants the same errors. */
function randomFrom(start) {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const OTHER = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '+',
  '&&': '||',
  '||': '&&',
};

/** Errors that a node can hold, as [start, end, text]. */
function errorsOf(node, text) {
  const part = ({ start, end }) => text.slice(start, end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const other = OTHER[node.operator];
      if (!other) return [];
      const between = text.slice(node.left.end, node.right.start);
      return [[node.left.end, node.right.start, between.replace(node.operator, other)]];
    }
    case 'ConditionalExpression':
      return [
        [
          node.consequent.start,
          node.alternate.end,
          `${part(node.alternate)} : ${part(node.consequent)}`,
        ],
      ];
    case 'UnaryExpression':
      return node.operator === '!' ? [[node.start, node.end, part(node.argument)]] : [];
    case 'Literal':
      if (typeof node.value === 'boolean') return [[node.start, node.end, String(!node.value)]];
      return typeof node.value === 'number' ? [[node.start, node.end, `${node.value + 1}`]] : [];
    case 'ArrayExpression':
      return node.elements
        .filter((element) => element?.type === 'SpreadElement')
        .map(({ start, end }) => [start, end, '...[]']);
    case 'IfStatement':
      return [[node.test.start, node.test.end, 'false']];
    default:
      return [];
  }
}

function collect(file) {
  const text = readFileSync(file, 'utf8');
  const found = [];
  const visit = (node, inside) => {
    if (node === null || typeof node !== 'object') return;
    if (
      typeof node.type === 'string' &&
      node.type.startsWith('TS') &&
      node.type !== 'TSAsExpression'
    )
      return;
    const isFunction = /Function/.test(node.type ?? '');
    if (inside && typeof node.type === 'string')
      for (const [start, end, next] of errorsOf(node, text)) found.push({ file, start, end, next });
    for (const [key, value] of Object.entries(node))
      if (key !== 'parent')
        for (const one of Array.isArray(value) ? value : [value]) visit(one, inside || isFunction);
  };
  visit(parseAst(text, { lang: 'ts', astType: 'ts', sourceType: 'module' }), false);
  return found;
}

const files = execFileSync('git', ['ls-files', 'src-main/host/domain'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !/index\.ts$|rules\.ts$/.test(file));
if (execFileSync('git', ['status', '--porcelain', 'src-main/host/domain'], { encoding: 'utf8' }))
  throw new Error('src-main/host/domain has changes that are not committed');
/** A release does not have fault points. */
const isFaultPoint = ({ file, start }) => {
  const text = readFileSync(file, 'utf8');
  const from = text.lastIndexOf('\n', start) + 1;
  return text.slice(from, text.indexOf('\n', start)).includes('fault(');
};
const errors = files.flatMap(collect).filter((one) => !isFaultPoint(one));
const random = randomFrom(seed);
const missed = [];
for (let planted = 0; planted < count; planted++) {
  const { file, start, end, next } = errors[Math.floor(random() * errors.length)];
  const text = readFileSync(file, 'utf8');
  let isCaught = false;
  try {
    writeFileSync(file, text.slice(0, start) + next + text.slice(end));
    const run = spawnSync(
      'npx',
      ['vitest', 'run', 'test/unit/domain', '--no-isolate', '--maxWorkers=1', '--bail=1'],
      { encoding: 'utf8' },
    );
    isCaught = run.status !== 0;
  } finally {
    writeFileSync(file, text);
  }
  const line = text.slice(0, start).split('\n').length;
  const what = `${file}:${line}: ${text.slice(start, end).trim().slice(0, 60)} → ${next.trim().slice(0, 60)}`;
  console.log(`${isCaught ? 'caught' : 'MISSED'} ${what.replace(/\s+/g, ' ')}`);
  if (!isCaught) missed.push(what);
}
console.log(`${count - missed.length} of ${count} caught, seed ${seed}, ${errors.length} places`);
process.exitCode = missed.length === 0 ? 0 : 1;
