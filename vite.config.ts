import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { projectRoot } from './config/paths.ts';

/** Stands where the API writes a fresh nonce into each page (`api/plugins/desk.ts`). */
const noncePlaceholder = '{{nonce}}';

/** What so many pages share is one file: each file costs a request and a kilobyte of headers. */
const sharedBy_min = 4;
/** What the overview does without stays out of it: calendars, tables, fields for numbers. */
const heavy =
  /[\\/](dates|dayjs|react-number-format|NumberInput|Checkbox|Textarea|Table|ModalBase|Modal|react-remove-scroll[a-z-]*|inputs|FormModal|Confirmation|react-table|table-core|DataTable)[\\/.]/;

/** The finance desk: `web/` becomes `dist/web`, which the API process serves. */
export default defineConfig({
  root: join(projectRoot, 'web'),
  base: '/',
  plugins: [react(), compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(js|css|svg)$/ })],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: join(projectRoot, 'dist', 'web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'base', test: (id) => !heavy.test(id), minShareCount: sharedBy_min }] } },
    },
  },
});
