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

// `npm run dashboard` serves the page with live reload; the API is taken from a running gateway.
export default defineConfig({
  plugins: [react(), packOutput()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': process.env['CONVOSCOPE_API'] ?? 'http://127.0.0.1:8080' } },
});
