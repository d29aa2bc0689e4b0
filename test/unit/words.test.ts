/**
 * What screens say: every word of every catalogue is said somewhere, and no view says anything that
 * is in none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve('src-renderer');
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => ({ name, text: readFileSync(path.join(ROOT, name), 'utf8') }));
/** A file that picks words, such as problem-texts.ts, holds none of its own. */
const isCatalogue = ({ name, text }: (typeof files)[number]): boolean =>
  /(^|\/)(es|en)\.ts$/.test(name) || /^const (es|en)\b.* = \{/m.test(text);
const views = files.filter((file) => !isCatalogue(file));

/** The top keys of a catalogue's Spanish half. */
function keysOf(text: string): readonly string[] {
  const [, body = ''] = /const es = \{\n([\s\S]*?)\n\};\n/.exec(text) ?? [];
  return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, key = '']) => key);
}

it('has no word that nobody says', () => {
  const catalogues = files.filter(({ text }) => text.includes('const es = {'));
  expect(catalogues.length).toBeGreaterThanOrEqual(5);
  for (const { name, text } of catalogues) {
    const keys = keysOf(text);
    expect(keys.length).toBeGreaterThan(5);
    // By its name, or picked by a name that a rule gave.
    const isSaid = (key: string): boolean =>
      views.some(({ text: view }) => new RegExp(`\\.${key}\\b|'${key}'`).test(view));
    const unsaid = keys.filter((key) => !isSaid(key));
    expect([name, unsaid.filter((key) => key !== 'code')]).toEqual([name, []]);
  }
});

it('says nothing in a view that another language could not say', () => {
  // A text between tags, or in an attribute that people read or hear: at least two letters that are
  // no hole.
  const spoken =
    />[^<>{}=;()]*\p{L}{2}[^<>{}=;()]*<\/|(?:aria-label|title|placeholder|label)="[^"]*\p{L}{2}/u;
  expect([
    spoken.test('<p>Hola a todos</p>'),
    spoken.test('<b aria-label="Hola" />'),
    spoken.test('<p>{text.hello}</p>'),
  ]).toEqual([true, true, false]);
  const said = views
    .filter(({ name }) => name.endsWith('.tsx'))
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter((line) => spoken.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(said).toEqual([]);
});
