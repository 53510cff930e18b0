import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { projectRoot } from './config/paths.ts';

/** Stands where the API writes a fresh nonce into each page (`api/plugins/desk.ts`). */
const noncePlaceholder = '{{nonce}}';

/** The finance desk: `web/` becomes `dist/web`, which the API process serves. */
export default defineConfig({
  root: join(projectRoot, 'web'),
  base: '/',
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|svg)$/ })],
  html: { cspNonce: noncePlaceholder },
  build: { outDir: join(projectRoot, 'dist', 'web'), emptyOutDir: true, assetsInlineLimit: 0, reportCompressedSize: false },
});
