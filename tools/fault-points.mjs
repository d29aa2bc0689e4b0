// Owns how fault points leave a release: `false` stands where a fault was asked for, the usual value
// where a figure was, and the bundler drops what can no longer happen.
// src-shared/base/fault-points.ts says what they are for.
import { parseAst } from 'vite';

/** @returns {import('vite').Plugin} */
export function withoutFaultPoints() {
  return {
    name: 'comanda-without-fault-points',
    enforce: 'pre',
    transform(code, id) {
      const file = id.split('?')[0] ?? id;
      if (!/\.tsx?$/.test(file) || !/\/fault-points'/.test(code)) return null;
      const ast = parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts', astType: 'ts' });
      const calls = [];
      find(ast, calls);
      let out = code;
      // From the end: what is before keeps its place.
      for (const { start, end, callee, arguments: args } of calls.toSorted(
        (a, b) => b.start - a.start,
      ))
        out =
          out.slice(0, start) +
          plain(code, callee.name, args, code.slice(start, end)) +
          out.slice(end);
      return { code: out, map: null };
    },
  };
}

/** What stands in a call's place, on as many lines as it had: crash files tell lines. */
function plain(code, name, args, call) {
  const value = name === 'fault' ? 'false' : `(${code.slice(args[1].start, args[1].end)})`;
  const missing = call.split('\n').length - value.split('\n').length;
  return value + '\n'.repeat(missing);
}

function find(node, calls) {
  if (Array.isArray(node)) for (const one of node) find(one, calls);
  else if (node !== null && typeof node === 'object') {
    if (
      node.type === 'CallExpression' &&
      (node.callee.name === 'fault' || node.callee.name === 'figure')
    )
      calls.push(node);
    for (const [key, value] of Object.entries(node)) if (key !== 'parent') find(value, calls);
  }
}
