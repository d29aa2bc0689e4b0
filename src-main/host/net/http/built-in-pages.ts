/** Built-in pages without scripts: the home page and the description of the API. */

export type Description = {
  readonly [other: string]: unknown;
  readonly 'x-screen-commands': Readonly<
    Record<string, { readonly roles: readonly string[]; readonly input: JsonSchema }>
  >;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
export type Operation = Readonly<Record<string, unknown>> & {
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
};
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly [other: string]: unknown;
};
export type JsonSchema = Readonly<Record<string, unknown>> & {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
};

/** Names are typed by people and must not become markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="es">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/estilo.css">
<main>
${body}
</main>
</html>
`;
}

export function homePage(restaurant: string, hasOwner: boolean): string {
  const next = hasOwner
    ? '<p>Este servidor se abrió sin sus pantallas (<code>npm run build</code> las hace). Los programas se vinculan con <code>POST /vincular</code>.</p>'
    : '<p>Todavía no tiene dueño. Al abrirse, el servidor mostró un enlace de una sola vez; <code>comanda owner reset</code> da otro. Este servidor se abrió sin sus pantallas (<code>npm run build</code> las hace); el código detrás de <code>#propietario=</code> se canjea con <code>POST /vincular/propietario</code>.</p>';
  return page(
    `Comanda · ${restaurant}`,
    `<h1>${escapeHtml(restaurant)}</h1>
<p class="state">El servidor de Comanda está abierto.</p>
${next}
<p><a href="/api">La API, para programas</a></p>`,
  );
}

/** Every path with its fields, from the same description that programs read. */
export function apiPage({ paths, 'x-screen-commands': commands }: Description): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => operationRow(method, path, operation)),
  );
  return page(
    'Comanda · API',
    `<h1>API de Comanda</h1>
<p>Cada petición lleva <code>Authorization: Bearer TOKEN</code>, salvo donde dice <em>abierta</em>. El token de un programa se hace con <code>comanda token add NOMBRE</code>. <code>Idempotency-Key</code> repite sin duplicar. <a href="/openapi.json">Como OpenAPI</a>.</p>
${rows.join('\n')}
<h1>Órdenes de las pantallas</h1>
<p>Por WebSocket en <code>/vivo</code>: <code>{"type":"command","key":"…","name":"…","input":{…}}</code> (docs/protocol.md).</p>
${Object.entries(commands)
  .map(
    ([name, { roles, input }]) => `<section>
<h2>${escapeHtml(name)}</h2>
<p class="fields">${fieldsOf(input)} · ${roles.map(escapeHtml).join(', ')}</p>
</section>`,
  )
  .join('\n')}`,
  );
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): string {
  return Object.keys(properties)
    .map(
      (name) => `<code>${escapeHtml(name)}</code>${required.includes(name) ? ' (hace falta)' : ''}`,
    )
    .join(', ');
}

function operationRow(
  method: string,
  path: string,
  { summary = '', security, parameters = [], requestBody }: Operation,
): string {
  const schema = requestBody?.content['application/json']?.schema;
  const asked = parameters
    .filter((one) => one.in === 'query')
    .map(({ name }) => `<code>${escapeHtml(name)}</code>`);
  const fields = schema ? fieldsOf(schema) : asked.join(', ');
  return `<section>
<h2><span class="verb">${method.toUpperCase()}</span> ${escapeHtml(path)}${security?.length === 0 ? ' <em>abierta</em>' : ''}</h2>
<p>${escapeHtml(summary)}</p>
${fields === '' ? '' : `<p class="fields">${fields}</p>`}
</section>`;
}

export const STYLE = `:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #1c1b18; --muted: #635f57; --line: #e4e0d8; --accent: #b93a25; }
@media (prefers-color-scheme: dark) { :root { --ground: #14130f; --ink: #f4f1ea; --muted: #a8a296; --line: #34312a; --accent: #f08a72; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h2 em { color: var(--muted); font-weight: normal; }
.state { font-size: 1.25rem; }
.verb { display: inline-block; min-width: 4.5rem; color: var(--accent); }
section { border-top: 1px solid var(--line); padding: 0.75rem 0; }
section p { margin: 0.25rem 0 0; }
.fields { color: var(--muted); }
a { color: var(--accent); }
code { font-size: 0.95em; }
`;
