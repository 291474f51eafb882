import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The app's files go to /app/, named by their contents; the page itself is served by the server. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsDir: 'app',
    target: 'es2023',
    // The content policy allows no inline script.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600, // hls.js, which comes with the first video
  },
});
