import type { CollectionDefinition } from './collection-definition.ts';
export const definitions: readonly CollectionDefinition[] = [];
