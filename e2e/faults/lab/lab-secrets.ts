import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What services must prove themselves with, each in a file as an orchestrator mounts it. */
export interface LabSecrets {
  /** Settings that name the files. */
  readonly environment: Readonly<Record<string, string>>;
  read(name: LabSecretName): string;
  /** Replaces the content of the file. */
  replace(name: LabSecretName, value: string): void;
}

export type LabSecretName = 'NOCODB_TOKEN' | 'GATEWAY_API_KEY' | 'KAFKA_SASL_PASSWORD';

export function createLabSecrets(dir: string, values: Partial<Record<LabSecretName, string>>): LabSecrets {
  mkdirSync(dir, { recursive: true });
  const current = new Map<string, string>();
  const write = (name: string, value: string): void => {
    writeFileSync(join(dir, name), value);
    current.set(name, value);
  };
  for (const [name, value] of Object.entries(values)) write(name, value);
  return {
    environment: Object.fromEntries(Object.keys(values).map((name) => [`${name}_FILE`, join(dir, name)])),
    read: (name) => current.get(name) ?? '',
    replace: write,
  };
}
