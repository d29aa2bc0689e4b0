// Renames an exported name where it is declared and wherever it is imported: TypeScript 7 has no
// language service for that yet. `node tools/rename.mjs FILE OLD NEW`, or a JSON file with a list
// of such triples. Afterwards `npm run check` says what it could not know: names in comments.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';

const SOURCES = execFileSync('git', ['ls-files', 'src-*', 'test', 'tools'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(tsx?|mjs)$/.test(file) && existsSync(file));

function parse(file, text) {
  const lang = file.endsWith('x') ? 'tsx' : 'ts';
  return parseAst(text, { lang, astType: 'ts', sourceType: 'module' });
}

/** The file that a relative import names; null: a package. */
function resolved(from, specifier) {
  if (!specifier.startsWith('.')) return null;
  const target = path.posix.join(path.posix.dirname(from), specifier);
  return (
    ['', '.ts', '.tsx'].map((end) => target + end).find((file) => SOURCES.includes(file)) ?? null
  );
}

const isNode = (value) =>
  value !== null && typeof value === 'object' && typeof value.type === 'string';

function children(node) {
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'parent'
      ? []
      : (Array.isArray(value) ? value : [value]).filter(isNode).map((child) => [key, child]),
  );
}

/** Names that a pattern binds. */
function bound(pattern) {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => bound(one.value ?? one.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap(bound);
    case 'AssignmentPattern':
      return bound(pattern.left);
    case 'RestElement':
      return bound(pattern.argument);
    case 'TSParameterProperty':
      return bound(pattern.parameter);
    default:
      return [];
  }
}

/** Names that statements declare. */
function declared(statements) {
  return statements.flatMap((statement) => {
    const declaration = statement.declaration ?? statement;
    return declaration.type === 'VariableDeclaration'
      ? declaration.declarations.flatMap(({ id }) => bound(id))
      : declaration.id
        ? [declaration.id.name]
        : [];
  });
}

/** Names that hide outer ones inside this node. */
function hidden(node) {
  const types = (node.typeParameters?.params ?? []).map(({ name }) => name.name ?? name);
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...node.params.flatMap(bound), ...types];
    case 'BlockStatement':
      return declared(node.body);
    case 'ForStatement':
      return node.init?.type === 'VariableDeclaration' ? declared([node.init]) : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left.type === 'VariableDeclaration' ? declared([node.left]) : [];
    case 'CatchClause':
      return bound(node.param);
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => declared(consequent));
    case 'TSMappedType':
      return [node.key?.name].filter(Boolean);
    default:
      return types;
  }
}

/** Whether an identifier only looks like the name: a property, a label, an attribute. */
function isOtherName(parent, key) {
  switch (parent.type) {
    case 'MemberExpression':
      return key === 'property' && !parent.computed;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return key === 'key' && !parent.computed;
    case 'TSQualifiedName':
      return key === 'right';
    case 'TSNamedTupleMember':
      return key === 'label';
    case 'TSFunctionType':
      return key === 'params';
    default:
      return ['ImportSpecifier', 'JSXAttribute', 'LabeledStatement'].includes(parent.type);
  }
}

/** Edits that give every use of a module's own binding its new name. */
function uses(ast, old, next) {
  const edits = [];
  const visit = (node, parent, key, isHidden) => {
    const inside = isHidden || (parent !== null && hidden(node).includes(old));
    const isName = node.type === 'Identifier' || node.type === 'JSXIdentifier';
    if (isName && node.name === old && !inside && !isOtherName(parent, key)) {
      const isShort = parent.type === 'Property' && parent.shorthand;
      edits.push([node.start, node.start + old.length, isShort ? `${old}: ${next}` : next]);
    }
    for (const [name, child] of children(node))
      // A function's own name belongs outside of it.
      visit(child, node, name, name === 'id' ? isHidden : inside);
  };
  visit(ast, null, '', false);
  return edits;
}

/** Edits in a file that imports the name from one of `homes`, or passes it on. */
function importEdits(file, ast, homes, old, next) {
  const edits = [];
  for (const { type, source, specifiers } of ast.body) {
    if (!source || !specifiers || !homes.has(resolved(file, source.value))) continue;
    for (const specifier of specifiers) {
      const { imported, local, exported } = specifier;
      if (specifier.type === 'ImportNamespaceSpecifier')
        edits.push(...members(ast, local.name, old, next));
      const named = type === 'ExportNamedDeclaration' ? local : imported;
      if (named?.name !== old) continue;
      edits.push([named.start, named.end, next]);
      if (exported?.name === old) edits.push([exported.start, exported.end, next]);
      if (imported && local.name === old) edits.push(...uses(ast, old, next));
    }
  }
  return edits;
}

/** The declaring module and those that export the name for it. */
function homesOf(declaredIn, old) {
  const homes = new Set([declaredIn]);
  for (let before = 0; before < homes.size;) {
    before = homes.size;
    for (const file of SOURCES) {
      const text = readFileSync(file, 'utf8');
      if (homes.has(file) || !text.includes(old) || !/^export (type )?\{/m.test(text)) continue;
      const { body } = parse(file, text);
      const isFromHome = ({ source }) => source && homes.has(resolved(file, source.value));
      const isImported = body.some(
        (one) =>
          one.type === 'ImportDeclaration' &&
          isFromHome(one) &&
          one.specifiers.some(({ local }) => local.name === old),
      );
      const passesOn = body.some(
        (one) =>
          one.type === 'ExportNamedDeclaration' &&
          one.specifiers.some(({ local }) => local.name === old) &&
          (one.source ? isFromHome(one) : isImported),
      );
      if (passesOn) homes.add(file);
    }
  }
  return homes;
}

/** `commands.Old` behind `import * as commands`. */
function members(ast, namespace, old, next) {
  const edits = [];
  const visit = (node) => {
    const [left, right] =
      node.type === 'MemberExpression' && !node.computed
        ? [node.object, node.property]
        : node.type === 'TSQualifiedName'
          ? [node.left, node.right]
          : [];
    if (left?.name === namespace && right.name === old) edits.push([right.start, right.end, next]);
    for (const [, child] of children(node)) visit(child);
  };
  visit(ast);
  return edits;
}

function rename(declaredIn, old, next) {
  let places = 0;
  const homes = homesOf(declaredIn, old);
  for (const file of SOURCES) {
    const text = readFileSync(file, 'utf8');
    if (!text.includes(old)) continue;
    const ast = parse(file, text);
    const isHome = file === declaredIn;
    if (isHome && !declared(ast.body).includes(old)) throw new Error(`${file} declares no ${old}`);
    const edits = isHome ? uses(ast, old, next) : importEdits(file, ast, homes, old, next);
    const once = [...new Map(edits.map((edit) => [edit[0], edit])).values()];
    let out = text;
    for (const [start, end, name] of once.toSorted((a, b) => b[0] - a[0]))
      out = out.slice(0, start) + name + out.slice(end);
    if (new RegExp(`\\b${next}\\b`).test(text) && once.length > 0)
      console.error(`${file} has a ${next} already`);
    if (out !== text) writeFileSync(file, out);
    places += once.length;
  }
  console.log(`${old} -> ${next}: ${places} places`);
}

const [first = '', ...rest] = process.argv.slice(2);
const triples = first.endsWith('.json')
  ? JSON.parse(readFileSync(first, 'utf8'))
  : [[first, ...rest]];
for (const [file, old, next] of triples) rename(file, old, next);
