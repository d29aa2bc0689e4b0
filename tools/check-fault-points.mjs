// Owns the rules of fault points: each stands once in the program, and a test chooses it. One that
// nothing chooses proves nothing; one that stands twice cannot be chosen alone.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const LIST = 'src-shared/base/fault-points.ts';

function textsIn(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((file) => /\.tsx?$/.test(file) && file !== LIST)
      .map((file) => readFileSync(path.join(ROOT, file), 'utf8')),
  );
}

const names = [
  ...readFileSync(path.join(ROOT, LIST), 'utf8').matchAll(/^ {2}'([a-z.-]+)',$/gm),
].map(([, name]) => name);
const program = textsIn('src-shared', 'src-main', 'src-renderer').join('\n');
const tests = textsIn('test').join('\n');
const faults = [];
if (names.length < 10) faults.push(`${LIST} was not read: ${names.length} names.`);
for (const name of names) {
  const count = program.split(`'${name}'`).length - 1;
  if (count !== 1) faults.push(`The fault point "${name}" stands ${count} times in the program.`);
  if (!tests.includes(`'${name}'`)) faults.push(`No test chooses the fault point "${name}".`);
}
for (const words of faults) console.error(words);
process.exitCode = faults.length === 0 ? 0 : 1;
