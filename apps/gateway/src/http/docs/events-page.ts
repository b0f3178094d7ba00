import { liveMessages, type LiveMessage } from '../../live/describe-live.ts';
import { allTopics, topicJsonSchema, type JsonSchema, type Topic } from '@convoscope/contracts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884 }
code { font-size: .9em } h2 { margin-top: 3rem }`;

/** Every topic with the fields of its events: what `asyncapi.json` says, for people. */
export function eventsPage(topics: readonly Topic[] = allTopics): string {
  const live = liveMessages();
  const contents = topics.map(({ name }) => `<li><a href="#${name}"><code>${name}</code></a></li>`).join('');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Convoscope events</title><style>${STYLE}</style></head>
<body>
<h1>Events on topics</h1>
<p>CloudEvents 1.0 over Kafka, in binary mode. The same as <a href="/api/v1/asyncapi.json">AsyncAPI</a>; operations over HTTP are on <a href="/api/docs">another page</a>.</p>
<ul>${contents}<li><a href="#live">The same over HTTP: <code>/api/v1/live</code></a></li></ul>
${topics.map(toSection).join('\n')}
${liveSection(live)}
</body>
</html>
`;
}

/** What can be followed without Kafka. */
function liveSection(messages: readonly LiveMessage[]): string {
  const rows = messages.map(
    ({ event, channel, needs, summary }) =>
      `<tr><td><code>${event}</code></td><td>${channel ?? 'every'}</td><td>${needs ?? ''}</td><td>${escaped(summary)}</td></tr>`,
  );
  const sections = messages.map(
    ({ event, schema }) => `<h3><code>${event}</code></h3>${fieldsTable(schema)}`,
  );
  return `<h2 id="live"><code>/api/v1/live</code></h2>
<p>Server-sent events, or a WebSocket where the request asks for one (messages <code>{"event", "id", "data"}</code>). Needs a key, as every operation.</p>
<table><thead><tr><th>Event</th><th>Channel</th><th>Needs</th><th>What it is</th></tr></thead><tbody>${rows.join('')}</tbody></table>
${sections.join('\n')}`;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'other systems' : names.join(', ');

function toSection(topic: Topic): string {
  return `<h2 id="${topic.name}"><code>${topic.name}</code></h2>
<p>${escaped(topic.summary)} Key: ${topic.key}. ${topic.carriesText ? 'Carries what people said.' : 'Carries no text of conversations.'}
Written by ${listed(topic.writtenBy)}, read by ${listed(topic.readBy)}.</p>
${fieldsTable(topicJsonSchema(topic))}`;
}

function fieldsTable(schema: JsonSchema): string {
  const rows = fieldsOf(schema).map(
    ({ path, type, note }) =>
      `<tr><td><code>${escaped(path)}</code></td><td>${escaped(type)}</td><td>${escaped(note)}</td></tr>`,
  );
  return `<table><thead><tr><th>Field</th><th>Type</th><th>What it is</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

interface Field {
  path: string;
  type: string;
  note: string;
}

function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = new Set((schema['required'] ?? []) as string[]);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const items = property['items'] as JsonSchema | undefined;
    const type = `${typeOf(property)}${required.has(name) ? '' : ', optional'}`;
    return [
      { path, type, note: textOf(property['description'], '') },
      ...fieldsOf(property, `${path}.`),
      ...(items === undefined ? [] : fieldsOf(items, `${path}[].`)),
    ];
  });
}

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

function typeOf(schema: JsonSchema): string {
  const { type, enum: values, anyOf, items, format } = schema;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (Array.isArray(anyOf)) return (anyOf as JsonSchema[]).map(typeOf).join(' or ');
  if (items !== undefined) return `list of ${typeOf(items as JsonSchema)}`;
  return [textOf(type, 'any'), ...(typeof format === 'string' ? [`(${format})`] : [])].join(' ');
}
