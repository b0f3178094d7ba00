export type * from './setting.ts';
export { toSecret } from './secret.ts';
export { editDistance } from './suggest-name.ts';
export { boolean, integer, number, oneOf, path, secret, text, url, type Bounds } from './scalar-types.ts';
export { bytes, durationMs } from './quantity-types.ts';
export { json, list, optional, type DeepReadonly } from './compound-types.ts';
export { defineSettings, flattenSettings, isSetting } from './define-settings.ts';
export { defaultEnvFile, withEnvFile, type Environment } from './read-environment.ts';
export {
  loadSettings,
  processEnvironment,
  type LoadOptions,
  type SettingsOverrides,
} from './load-settings.ts';
export {
  defaultText,
  renderEnvExample,
  renderSettingsPage,
  type SettingsSection,
} from './render-settings.ts';
export { readYaml, YamlFaults, type YamlKind } from './read-yaml.ts';
