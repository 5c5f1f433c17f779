// A headless Chromium, and what every scenario of the page is held to: nothing on the console, nothing that the content policy stopped, no other host asked.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

const pictures = process.env.RELAYPLANE_PICTURES;

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/** Runs scenarios one after the other, each in a browser profile of its own; prints a line of JSON for each. */
export async function run(address, scenarios, usual = {}) {
  const browser = await launch();
  let failed = 0;
  for (const [name, scenario] of Object.entries(scenarios)) {
    const context = await browser.newContext({ viewport: desk, locale: 'en-US', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce', ...usual });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const trouble = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) {
        trouble.push(message.text());
      }
    });
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== new URL(address).origin) {
        trouble.push(`Another host was asked: ${url.origin}`);
      }
    });
    const lab = { page, context, address, trouble, open: (path) => page.goto(address + path, { waitUntil: 'load' }) };
    try {
      await scenario(lab);
      if (trouble.length > 0) {
        throw new Error(`On the console: ${trouble.join(' | ')}`);
      }
      console.log(JSON.stringify({ scenario: name, ok: true }));
    } catch (error) {
      failed++;
      await picture(page, `failed-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`).catch(() => {});
      console.log(JSON.stringify({ scenario: name, ok: false, error: String(error?.stack ?? error).slice(0, 3000) }));
    }
    await context.close();
  }
  await browser.close();
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Waits until every panel has its data. */
export async function loaded(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await until('every panel has its data', () => page.evaluate(() => document.querySelectorAll('.loading').length === 0));
}

/** Leaves a picture for a person to look at, where one was asked for. */
export async function picture(page, name) {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}

/** Waits until what is asked for holds; says what it was at last where it never does. */
export async function until(what, holds, ms = 10_000) {
  const end = Date.now() + ms;
  let last;
  while (Date.now() < end) {
    last = await holds();
    if (last) {
      return last;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`It never came about that ${what} (at last: ${JSON.stringify(last)}).`);
}

export function equal(actual, expected, what) {
  if (actual !== expected) {
    throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
  }
}

export function truth(value, what) {
  if (!value) {
    throw new Error(what);
  }
}
