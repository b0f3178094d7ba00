/**
 * Parses an AsyncAPI document from standard input and prints `{ problems, channels, operations }` as JSON; problems are errors and
 * warnings. A process of its own, because the parser does not load inside jest's module loader.
 */
import { Parser } from '@asyncapi/parser';
import { text } from 'node:stream/consumers';

const WARNING = 1;

const { document, diagnostics } = await new Parser().parse(await text(process.stdin));
console.log(
  JSON.stringify({
    problems: diagnostics
      .filter(({ severity }) => Number(severity) <= WARNING)
      .map(({ path, message }) => `${path.join('.')}: ${message}`),
    channels:
      document
        ?.channels()
        .all()
        .map((channel) => channel.address()) ?? [],
    operations:
      document
        ?.operations()
        .all()
        .map((operation) => operation.id()) ?? [],
  }),
);
