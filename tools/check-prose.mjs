// Finds words in comments that hide who does what: `node tools/check-prose.mjs [FOLDER ...]`. The
// glossary (docs/glossary.md) has the words to use instead.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Each with what a reader cannot know from it, or the word that the glossary has. */
const WORDS = [
  [/\b(?:some|any|every|no)body(?:'s)?\b/i, 'name the person, the role or the program'],
  [/\b(?:who|what)ever\b/i, 'name the subject'],
  [
    /\bwho (?:is|are|was|has|may|must|cannot|can|does|asks|comes|wants)\b[^.?]*\bis (?:told|refused|asked)\b/i,
    'name the subject',
  ],
  [/\b(?:is|are|was|were|be|being|been) told\b/i, 'says, reports, sends'],
  [/\btells? (?:of|it|them|him|her|that it|whether)\b/i, 'reports, distinguishes'],
  [/\bbelieved?\b/i, 'assumed, or the rule that decides it'],
  [/\bstands? (?:there|at|in line|for itself)\b/i, 'is, waits'],
  [/\b(?:the|a|each|this|that|whose) houses?(?:'s)?\b/i, 'the restaurant, the host'],
  [/\bhands? of\b|\b(?:owner|person|whose)'s hand\b/i, 'the actor'],
  [/\bdeeds?\b/i, 'command, action'],
  [/\bletters? (?:goes|go|waits?|that waits?|about)\b/i, 'mail message'],
  [/\bslips?\b/i, 'notice'],
  [/\berrands?\b/i, 'printer task'],
  [/\bfences?\b/i, 'completion check'],
  [/\b(?:owes|owed|still owe)\b/i, 'pending'],
  [/\bput(?:s|ting)? back\b/i, 'restore'],
  [/\bgiven up\b|\bgives? up\b/i, 'abandon'],
  [/\bset aside\b/i, 'hold for a decision, refused'],
  [/\btakes? over\b|\btook over\b|\btaken over\b/i, 'fail over'],
  [/\bsays? nothing\b|\bsay nothing\b/i, 'does not answer'],
  [/\bmute\b/i, 'silent'],
  [/\ball the same\b/i, 'anyway, or leave it out'],
  [/\bstranger\b/i, 'another printer, a foreign origin'],
  [/\bwell asked\b|\bnot well\b/i, 'valid, invalid'],
  [/\bfor good\b/i, 'permanently'],
  [/\bby hand\b/i, 'by a person'],
];

const given = process.argv.slice(2);
const files = execFileSync(
  'git',
  ['ls-files', ...(given.length > 0 ? given : ['src-*', 'tools', 'test'])],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter(
    (file) => /\.(tsx?|mjs)$/.test(file) && file !== 'tools/check-prose.mjs' && existsSync(file),
  );

/** Comments of a file as [line number, text]: a block is one text, so that a phrase may wrap. */
function comments(text) {
  const found = [];
  let block = null;
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    if (block) {
      block[1] += ` ${trimmed.replace(/^\*\/?\s?|\*\/$/g, '')}`;
      if (trimmed.endsWith('*/')) block = null;
    } else if (trimmed.startsWith('/*') || trimmed.startsWith('{/*')) {
      const one = [index + 1, trimmed.replace(/^\{?\/\*+\s?|\*\/\}?$/g, '')];
      found.push(one);
      if (!/\*\/\}?$/.test(trimmed)) block = one;
    } else if (trimmed.startsWith('//')) {
      const last = found.at(-1);
      if (last?.[2] === index) {
        last[1] += ` ${trimmed.slice(2).trim()}`;
        last[2] = index + 1;
      } else found.push([index + 1, trimmed.slice(2).trim(), index + 1]);
    }
  });
  return found;
}

let hits = 0;
for (const file of files)
  for (const [line, text] of comments(readFileSync(file, 'utf8')))
    for (const [word, instead] of WORDS) {
      const hit = word.exec(text);
      if (!hit) continue;
      hits++;
      console.log(`${file}:${line}: "${hit[0]}": ${instead}`);
    }
console.log(`${hits} in ${files.length} files`);
process.exitCode = hits === 0 ? 0 : 1;
