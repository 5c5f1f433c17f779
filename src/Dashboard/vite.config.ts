import { defineConfig } from 'vitest/config';
import { fakeApi } from './dev/server.ts';

/** `npm run dev` shows the page over made-up answers; RELAYPLANE_PAGE_API=http://localhost:4100 shows it over a running gateway. */
const gateway = process.env.RELAYPLANE_PAGE_API;

export default defineConfig({
  plugins: gateway ? [] : [fakeApi()],
  server: gateway ? { proxy: { '/api': gateway } } : {},
  build: {
    outDir: process.env.RELAYPLANE_PAGE_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: { environment: 'happy-dom', include: ['test/**/*.test.{ts,tsx}'] },
});
