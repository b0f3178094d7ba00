/** Imported first: from then on libraries are taken from their sources, so that nothing needs to be built. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, { ...context, conditions: ['source', ...context.conditions] }),
});
