// Owns how the desk is built into dist/web, and served while it is written: the API stays where it is, asked through a proxy.
import react from '@vitejs/plugin-react';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const api = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
const asked = {
  target: api,
  changeOrigin: true,
  // The API refuses a cookie that comes from another origin than its own.
  headers: { origin: api },
};

// Asked for by a tool for tests within the form library, which no page uses: so nothing of it is shipped.
const unused = ['@rjsf/validator-ajv8'];

export default defineConfig({
  root: here,
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: join(here, '../dist/web'),
    emptyOutDir: true,
    assetsDir: 'assets',
    // Which part asks for which: read by the test that holds the first screens to their size.
    manifest: true,
    sourcemap: false,
    // Larger parts than this are asked for when they are needed, so the number warns of nothing.
    chunkSizeWarningLimit: 1500,
    target: 'es2022',
    rollupOptions: { external: unused },
    // Never as `data:`: the page allows scripts and workers from its own address only.
    assetsInlineLimit: 0,
  },
  optimizeDeps: { exclude: unused },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/api': asked, '/assets': asked, '/verify': asked, '/track': asked },
  },
});
