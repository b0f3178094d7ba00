/** An OpenTelemetry collector with the parts that the example configurations use. Builds it: node tools/monitoring/otel-collector.ts */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir } from '../../libs/testing/src/server-registry.ts';
import { prepareGo } from '../servers/go-toolchain.ts';
import { runCommand } from '../servers/run-command.ts';

/** The builder's newest, with parts of the newest version that all of them can be had in. */
const BUILDER = 'go.opentelemetry.io/collector/cmd/builder@v0.164.0';
const VERSION = 'v0.158.0';
const core = (path: string): object => ({ gomod: `go.opentelemetry.io/collector/${path} ${VERSION}` });
const contrib = (path: string): object => ({
  gomod: `github.com/open-telemetry/opentelemetry-collector-contrib/${path} ${VERSION}`,
});

const parts = (output: string): object => ({
  dist: { name: 'otelcol', output_path: output },
  receivers: [core('receiver/otlpreceiver'), contrib('receiver/filelogreceiver')],
  processors: [
    core('processor/batchprocessor'),
    core('processor/memorylimiterprocessor'),
    contrib('processor/tailsamplingprocessor'),
  ],
  exporters: [core('exporter/debugexporter'), core('exporter/otlphttpexporter')],
});

const target = (): string => join(cacheDir(), `otelcol-${VERSION}`);

async function build(folder: string): Promise<void> {
  const go = await prepareGo('the OpenTelemetry collector');
  const output = join(folder, 'source');
  writeFileSync(join(folder, 'builder.yaml'), stringify(parts(output)));
  await runCommand('go', ['install', BUILDER], { cwd: folder, env: { ...go, GOBIN: folder } });
  const args = ['--skip-strict-versioning', '--config', join(folder, 'builder.yaml')];
  await runCommand(join(folder, 'builder'), args, { cwd: folder, env: go });
  renameSync(join(output, 'otelcol'), join(folder, 'otelcol'));
  for (const left of ['source', 'builder', 'builder.yaml']) rmSync(join(folder, left), { recursive: true });
}

/** The path of the collector, built once from source (some minutes on 2 quiet cores). */
export const installOtelCollector = async (onProgress?: OnProgress): Promise<string> =>
  join(await installOnce({ target: target(), install: build, onProgress }), 'otelcol');

export const findOtelCollector = (): string | undefined => {
  const program = join(target(), 'otelcol');
  return existsSync(program) ? program : undefined;
};

if (import.meta.main) console.log(await installOtelCollector((line) => console.log(line)));
