import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Packs what is text beside itself as `.br` and `.gz`: the gateway sends it as it lies. */
function packOutput(): Plugin {
  let outDir = '';
  return {
    name: 'pack-output',
    apply: 'build',
    configResolved: ({ root, build }) => {
      outDir = join(root, build.outDir);
    },
    closeBundle: () => {
      const names = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
      for (const name of names.filter((found) => /\.(?:js|css|html|svg|webmanifest)$/.test(found))) {
        const content = readFileSync(join(outDir, name));
        writeFileSync(join(outDir, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(outDir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

const WORKER = 'service-worker';

/** Tells the service worker which files the page consists of. */
const nameFiles = (): Plugin => ({
  name: 'name-files',
  apply: 'build',
  generateBundle: (_options, bundle) => {
    const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(?:js|css)$/.test(name));
    const worker = bundle[`${WORKER}.js`];
    if (worker?.type !== 'chunk') throw new Error('the service worker is not in the bundle');
    worker.code = worker.code.replaceAll('__FILES__', JSON.stringify(files.map((name) => `/${name}`)));
  },
});

// `npm run dashboard` serves the page with live reload; the API is taken from a running gateway.
export default defineConfig({
  plugins: [react(), nameFiles(), packOutput()],
  build: {
    ...{ outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 600 },
    rolldownOptions: {
      input: { index: 'index.html', [WORKER]: 'src/offline/keep-page.worker.ts' },
      output: {
        // A worker keeps its name: the browser asks for it again, to see whether it changed.
        entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': process.env['CONVOSCOPE_API'] ?? 'http://127.0.0.1:8080' } },
});
