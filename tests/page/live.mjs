// What holds while calls come in, where the reader lives, by keyboard alone and over a slow line.
import { gunzipSync } from 'node:zlib';
import http from 'node:http';
import { equal, loaded, run, truth, until } from './browser.mjs';

const [address] = process.argv.slice(2);

/** What each view asks for again when calls were written, or hears of them. */
const views = {
  '/': '/api/summary',
  '/calls': null,
  '/latency': '/api/latency',
  '/providers': null,
  '/agents': '/api/agents',
  '/routes': '/api/routes',
  '/routing': '/api/routing',
  '/budgets': null,
  '/alerts': null,
  '/settings': null,
};

async function ask(model, agent, session) {
  const reply = await fetch(`${address}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-relayplane-agent': agent, 'x-relayplane-session': session },
    body: JSON.stringify({ model, max_tokens: 16, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await reply.text();
  return reply.headers.get('x-relayplane-call-id');
}

/** The bytes of an answer as they cross the line, and its text. */
function gzipped(path) {
  return new Promise((done, fail) => {
    http
      .get(address + path, { headers: { 'accept-encoding': 'gzip' } }, (reply) => {
        const parts = [];
        reply.on('data', (part) => parts.push(part));
        reply.on('end', () => {
          const bytes = Buffer.concat(parts);
          done({ size: bytes.length, text: (reply.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8') });
        });
      })
      .on('error', fail);
  });
}

const scenarios = {};

for (const [view, asked] of Object.entries(views)) {
  scenarios[`nothing moves on ${view} while calls come in`] = async ({ page, open }) => {
    await open(`${view}?range=1h`);
    await loaded(page);
    await page.evaluate(async () => {
      await document.fonts.ready;
      window.heard = new Set();
      const events = new EventSource('/api/events');
      events.addEventListener('calls', (event) => JSON.parse(event.data).calls.forEach((call) => window.heard.add(call.id)));
      await new Promise((done) => events.addEventListener('gateway', done, { once: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      window.moved = [];
      // A number at the right of its column that gets another digit begins further left: that is no move.
      const grew = ({ node, previousRect: from, currentRect: to }) => from.y === to.y && (node?.nodeType === Node.TEXT_NODE || Math.abs(from.x - to.x) < 4);
      const told = ({ node, previousRect: from, currentRect: to }) => `${node?.nodeName} ${node?.className ?? ''} “${node?.textContent?.slice(0, 40)}” from ${from.x},${from.y} to ${to.x},${to.y}`;
      window.shifts = new PerformanceObserver((list) => window.moved.push(...list.getEntries().flatMap((entry) => entry.sources.filter((one) => !grew(one)).map(told))));
      window.shifts.observe({ type: 'layout-shift', buffered: false });
    });
    const again = asked && page.waitForResponse((reply) => new URL(reply.url()).pathname === asked);
    const ids = [];
    for (const model of ['claude-haiku-4-5', 'claude-sonnet-4-5', 'claude-opus-4-6', 'claude-haiku-4-5']) {
      ids.push(await ask(model, 'planner', 'fix-checkout-0'), await ask(model, 'support-bot', `ticket-${view}-${ids.length}`));
    }
    await until('the page has heard of all of them', () => page.evaluate((all) => all.every((id) => window.heard.has(id)), ids));
    await again;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    equal(JSON.stringify(await page.evaluate(() => (window.shifts.takeRecords(), window.moved))), '[]', 'what moved');
  };
}

scenarios['the page weighs no more than 120 KB, all of it'] = async () => {
  const sizes = new Map();
  const left = ['/'];
  while (left.length > 0) {
    const path = left.pop();
    if (!sizes.has(path)) {
      const { size, text } = await gzipped(path);
      sizes.set(path, size);
      left.push(...[...text.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => `/${name}`), ...[...text.matchAll(/["'`]\.\/([\w.-]+\.(?:js|css))["'`]/g)].map(([, name]) => `/assets/${name}`));
    }
  }
  const kinds = [...sizes.keys()];
  truth(kinds.some((path) => path.endsWith('.css')) && kinds.filter((path) => path.endsWith('.js')).length > 1, `only ${kinds} was found`);
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  truth(all <= 120 * 1024, `${all} bytes: ${JSON.stringify([...sizes])}`);
};

const filtered = {
  '/': 'range=1h&by=agent&measure=tokens',
  '/calls': 'range=1h&model=gpt-5&sort=cost&min_ms=1',
  '/latency': 'range=1h&measure=queue&by=provider',
  '/agents': 'range=6h&order=cost',
  '/routes': 'range=1h&sort=-cost',
  '/routing/replay': 'range=1h&lambda=0.62',
  '/alerts': 'severity=critical',
  '/settings': 'section=pacing',
  '/budgets': 'edit=all',
};

scenarios['a reload and the button back bring every choice back'] = async ({ page, open }) => {
  for (const [view, query] of Object.entries(filtered)) {
    await open(`${view}?${query}`);
    await loaded(page);
    const chosen = () => page.evaluate(() => JSON.stringify({
      pressed: [...document.querySelectorAll('[aria-pressed=true], [aria-current], [aria-selected=true], [aria-sort], input:checked')].map((one) => one.textContent || one.value),
      values: [...document.querySelectorAll('select')].map((one) => one.value),
      open: document.querySelectorAll('dialog[open]').length,
      chips: [...document.querySelectorAll('.chip')].map((one) => one.title),
    }));
    const before = await chosen();
    await page.reload();
    await loaded(page);
    equal(new URL(page.url()).search, `?${query}`, `the address of ${view}`);
    await until(`the choices of ${view} are as before, ${before}`, async () => (await chosen()) === before);
    await page.evaluate(() => document.querySelectorAll('dialog[open] [aria-label=Close]').forEach((one) => one.click()));
    await page.locator('.menu a[aria-current]').or(page.locator('.menu a').nth(1)).first().waitFor();
    const other = view === '/alerts' ? 'Calls' : 'Alerts';
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: other }).click();
    await page.getByRole('heading', { level: 1, name: other }).waitFor();
    await page.goBack();
    await loaded(page);
    if (view !== '/budgets') {
      equal(new URL(page.url()).search, `?${query}`, `the address of ${view} after going back`);
      await until(`the choices of ${view} are back, ${before}`, async () => (await chosen()) === before);
    }
  }
};

scenarios['the keyboard alone reaches every view and every control of the calls'] = async ({ page, open }) => {
  await open('/calls?range=1h');
  await loaded(page);
  await page.locator('.calls-row[id]').first().waitFor();
  const controls = await page.evaluate(() => {
    const all = [...document.querySelectorAll('.frame a[href], .frame button, .frame input, .frame select, .frame [tabindex="0"]')].filter((one) => one.checkVisibility() && !one.disabled && !(one.closest('[role=row]')));
    all.forEach((one, at) => (one.dataset.at = at));
    return all.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim());
  });
  truth(controls.length > 25, `only ${controls.length} controls were found`);
  const reached = new Set();
  for (let press = 0; press < controls.length * 3 && reached.size < controls.length; press++) {
    await page.keyboard.press('Tab');
    const { at, outlined } = await page.evaluate(() => {
      // The list of calls shows it at the box it scrolls in.
      const outlined = [document.activeElement, document.activeElement.parentElement].some((one) => getComputedStyle(one).outlineStyle !== 'none');
      return { at: document.activeElement.dataset.at, outlined };
    });
    if (at !== undefined) {
      reached.add(Number(at));
      truth(outlined, `${controls[at]} does not show that it has the focus`);
    }
  }
  equal(controls.filter((_, at) => !reached.has(at)).join(', '), '', 'controls that Tab never reached');
  // A sort that is a head of the table has its choice among the controls; a view of the menu opens by Enter.
  for (const name of ['Latency', 'Providers', 'Agents', 'Routes', 'Routing', 'Budgets', 'Alerts', 'Settings', 'Calls']) {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  await page.getByRole('button', { name: 'Model', exact: true }).focus();
  await page.keyboard.press('Enter');
  const found = page.getByRole('dialog', { name: 'Model' });
  await found.getByRole('checkbox').first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await until('a model is chosen', () => new URL(page.url()).searchParams.has('model'));
  await page.keyboard.press('Escape');
  await until('the box is closed', async () => (await page.locator(':popover-open').count()) === 0);
  equal(await page.evaluate(() => document.activeElement.textContent.trim().startsWith('Model')), true, 'whether the focus is back on the button');
};

scenarios['a reader in Kathmandu who reads German sees their own times and amounts'] = async ({ context, address }) => {
  const browser = context.browser();
  const theirs = await browser.newContext({ locale: 'de-DE', timezoneId: 'Asia/Kathmandu', reducedMotion: 'reduce' });
  try {
    const page = await theirs.newPage();
    const { calls } = await (await fetch(`${address}/api/calls?since=1h&limit=500&sort=cost`)).json();
    const call = calls[0];
    await page.goto(`${address}/calls?range=1h&sort=cost`);
    const row = page.locator(`[id="call-${call.id}"]`);
    await row.waitFor();
    const said = await row.textContent();
    // Three quarters of an hour from every whole zone: 5 h 45 min ahead of UTC. Without seconds, as a call of their yesterday is shown.
    const clock = new Date(Date.parse(call.at) + (5 * 60 + 45) * 60_000).toISOString().slice(11, 16);
    truth(said.includes(clock), `${said} does not say ${clock}`);
    truth(/\d,\d{2,}\s\$/u.test(said), `${said} has no amount as a German writes it`);
    await page.goto(`${address}/?range=1h`);
    await loaded(page);
    const tile = await page.locator('.tile-value').first().textContent();
    truth(/\d,\d+\s?\$/u.test(tile) && !/\$\d/.test(tile), `${tile} is not written as a German writes it`);
    truth(await page.evaluate(() => !/\$\d/.test(document.querySelector('main').innerText)), 'an amount is written in another way');
  } finally {
    await theirs.close();
  }
};

await run(address, scenarios);
