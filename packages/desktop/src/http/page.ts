// The page at /api for people: what the OpenAPI document says, in plain HTML, without anything from elsewhere.
import type { OpenAPIV3 } from 'openapi-types';

/** @returns an HTML document */
export function referencePage(document: OpenAPIV3.Document): string {
  const rows = Object.entries(document.paths).flatMap(([path, item]) => methods.flatMap((method) => operationRow(path, method, item?.[method])));
  const title = escapeHtml(document.info.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #212b32; background: #fff; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #aeb7bd; }
code { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p>Version ${escapeHtml(document.info.version)}. The same for programs: <a href="/api/openapi.json">OpenAPI document</a>.</p>
<table>
<thead><tr><th scope="col">Address</th><th scope="col">What it does</th><th scope="col">Takes</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>
</body>
</html>
`;
}

const methods = ['get', 'post', 'delete'] as const;

function operationRow(path: string, method: string, operation: OpenAPIV3.OperationObject | undefined): string[] {
  if (operation === undefined) return [];
  const says = [operation.summary, operation.description].filter((text) => text !== undefined).map((text) => escapeHtml(text));
  const takes = [...parametersOf(operation), ...bodyOf(operation)];
  return [`<tr><td><code>${method.toUpperCase()} ${escapeHtml(path)}</code></td><td>${says.join(' ')}</td><td>${takes.join('<br>')}</td></tr>`];
}

function parametersOf(operation: OpenAPIV3.OperationObject): string[] {
  return (operation.parameters ?? []).flatMap((one) => ('$ref' in one ? [] : [field(one.name, one.required === true, one.description)]));
}

function bodyOf(operation: OpenAPIV3.OperationObject): string[] {
  const body = operation.requestBody;
  const schema = body === undefined || '$ref' in body ? undefined : body.content['application/json']?.schema;
  if (schema === undefined || '$ref' in schema) return [];
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    field(name, schema.required?.includes(name) === true, '$ref' in property ? undefined : property.description),
  );
}

function field(name: string, required: boolean, description: string | undefined): string {
  return `<code>${escapeHtml(name)}</code>${required ? '' : ' (may be left out)'}${description === undefined ? '' : `: ${escapeHtml(description)}`}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
