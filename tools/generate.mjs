// Writes what follows from the code: the reference pages in docs/reference, and the former names of
// commands as data without zod, for screens. `node tools/generate.mjs --write`; without it, the
// check says which file is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { runnerImport } from 'vite';

const load = async (file) => (await runnerImport(path.resolve(file))).module;
const [{ COMMANDS }, { BINDINGS }, { ERRORS }, { Role }, order, ticket, job] = await Promise.all(
  [
    'src-shared/commands/registry.ts',
    'src-shared/public-api/bindings.ts',
    'src-shared/base/errors.ts',
    'src-shared/base/vocabulary.ts',
    'src-shared/model/order.ts',
    'src-shared/model/ticket.ts',
    'src-shared/model/print-job.ts',
  ].map(load),
);
const { toJSONSchema } = await import('zod');

const MADE = 'Made by `tools/generate.mjs`; edit the code it is made of.';
const specs = Object.values(COMMANDS).toSorted((a, b) => a.name.localeCompare(b.name));
const code = (words) => (words.length === 0 ? '' : words.map((word) => `\`${word}\``).join(', '));
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (heads, rows) =>
  [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

function typeText({ type, enum: values, anyOf, oneOf, items, const: only }) {
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (anyOf ?? oneOf) return [...new Set((anyOf ?? oneOf).map(typeText))].join(' or ');
  if (type === 'array') return `list of ${typeText(items ?? {})}`;
  return Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
}

function inputTable(input) {
  const { properties = {}, required = [] } = toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
  });
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\``,
    typeText(schema),
    required.includes(name) ? 'yes' : '',
    schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``,
  ]);
  return rows.length === 0 ? 'No input.' : table(['field', 'type', 'required', 'default'], rows);
}

function commandSection({ name, formerly = [], summary, roles, scopes, offeredTo, input }) {
  const bindings = BINDINGS.filter(({ command }) => command === name);
  const facts = [
    formerly.length === 0 ? [] : [`Former name: ${code(formerly)}`],
    [`Roles: ${code(roles)}`],
    scopes
      ? [
          `Scopes for programs: ${code(scopes.any)}${scopes.own ? ', or `pedidos:propios` for own orders' : ''}`,
        ]
      : [],
    [
      offeredTo.length === 0
        ? 'Given by the host alone, or by a route that does more than store'
        : `Sent by: ${offeredTo.map((one) => (one === 'screen' ? 'screens' : 'programs')).join(', ')}`,
    ],
    bindings.map(
      ({ words, http }) =>
        `Over TCP ${code(words)}${http ? `, over HTTP \`${http.method} ${http.path}\`` : ''}`,
    ),
  ].flat();
  return [
    `## ${name}`,
    `${summary}.`,
    facts.map((fact) => `- ${fact}`).join('\n'),
    inputTable(input),
  ].join('\n\n');
}

const commandsPage = [
  '# Commands',
  `${MADE} A command is the one way to change anything: it has a key, a sender and an input, its rule decides, and its reply is stored with it.`,
  ...specs.map(commandSection),
].join('\n\n');

const people = Role.options;
const rolesPage = [
  '# Who may give which command',
  `${MADE} \`integrator\` is a program; it needs a scope besides. \`system\` is the host itself.`,
  table(
    ['command', ...people, 'scopes'],
    specs.map(({ name, roles, scopes }) => [
      `[${name}](commands.md#${name.toLowerCase()})`,
      ...people.map((role) => (roles.includes(role) ? 'yes' : '')),
      scopes ? code(scopes.any) : '',
    ]),
  ),
].join('\n\n');

const errorsPage = [
  '# Errors',
  `${MADE} The public code is what TCP and HTTP answer; the sentence is Spanish, its \`{holes}\` come in \`datos\`.`,
  table(
    ['public code', 'code', 'HTTP', 'send again', 'who can mend it', 'sentence'],
    Object.entries(ERRORS).map(([name, { publicCode, http, retryable, mendedBy, es }]) => [
      `\`${publicCode}\``,
      `\`${name}\``,
      String(http),
      retryable ? 'yes' : '',
      mendedBy,
      es,
    ]),
  ),
].join('\n\n');

const diagram = (moves) =>
  [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${Object.keys(moves)[0]}`,
    ...Object.entries(moves).flatMap(([from, to]) =>
      to.length === 0 ? [`  ${from} --> [*]`] : to.map((next) => `  ${from} --> ${next}`),
    ),
    '```',
  ].join('\n');
const lifePage = [
  '# The life of an order',
  `${MADE} Each arrow is a move that the state tables allow; a rule that makes another fails its tests.`,
  ...[
    ['Order', order.ORDER_MOVES],
    ['Line of an order', order.LINE_MOVES],
    ['Ticket at its station', ticket.TICKET_MOVES],
    ['Print job', job.PRINT_JOB_MOVES],
  ].map(([title, moves]) => `## ${title}\n\n${diagram(moves)}`),
].join('\n\n');

const former = specs.flatMap(({ name, formerly = [] }) => formerly.map((old) => [old, name]));
const formerNames = `/** Former names of commands, from their specifications. Made by \`tools/generate.mjs\`. */
import type { CommandName } from './registry';

export const FORMER_NAMES: Readonly<Record<string, CommandName>> = ${JSON.stringify(Object.fromEntries(former))};
`;

const files = {
  'docs/reference/commands.md': commandsPage,
  'docs/reference/roles.md': rolesPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/order-life.md': lifePage,
  'src-shared/commands/former-names.gen.ts': formerNames,
};
for (const [file, text] of Object.entries(files)) {
  const options = await prettier.resolveConfig(file);
  const made = await prettier.format(text, { ...options, filepath: file });
  if (existsSync(file) && readFileSync(file, 'utf8') === made) continue;
  if (process.argv.includes('--write')) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, made);
  } else {
    console.error(`${file} is not what the code makes; run: node tools/generate.mjs --write`);
    process.exitCode = 1;
  }
}
