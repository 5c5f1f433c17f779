import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fakeApi } from './dev/server.ts';

/** `npm run dev` shows the page over made-up answers; RELAYPLANE_PAGE_API=http://localhost:4100 shows it over a running gateway. */
const gateway = process.env.RELAYPLANE_PAGE_API;

/**
 * Names the style of the frame before all else in the document, so that it is asked for first: until it is there nothing is painted. The script
 * comes after it.
 */
function styleFirst(): Plugin {
  return {
    name: 'style-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const style = /\s*<link rel="stylesheet"[^>]*>/.exec(html)?.[0] ?? '';
        return html.replace(style, '').replace(/<meta charset[^>]*>/, (charset) => charset + style.replace(' crossorigin', ''));
      },
    },
  };
}

export default defineConfig({
  plugins: [styleFirst(), ...(gateway ? [] : [fakeApi()])],
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
