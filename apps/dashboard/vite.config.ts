import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm run dashboard` serves the page with live reload; the API is taken from a running gateway.
export default defineConfig({
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1500 },
  server: { proxy: { '/api': process.env['CONVOSCOPE_API'] ?? 'http://127.0.0.1:8080' } },
});
