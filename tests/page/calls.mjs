// The history of calls: live, filtered, by keyboard, one call opened, and links that come back.
import { readFileSync } from 'node:fs';
import { accessible } from './axe.mjs';
import { equal, loaded, phone, picture, run, truth, until } from './browser.mjs';

const [address, hostileAgent, hostileModel] = process.argv.slice(2);

const api = async (path) => (await fetch(address + path)).json();
const rows = (page) => page.locator('.calls-row[id]');
const ids = (page) => rows(page).evaluateAll((all) => all.map((row) => row.id.replace('call-', '')));

async function ask(model, headers = {}) {
  const reply = await fetch(`${address}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, max_tokens: 16, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await reply.text();
  return reply.headers.get('x-relayplane-call-id');
}

async function opened(lab, path = '/calls?range=1h') {
  await lab.open(path);
  await rows(lab.page).first().waitFor();
}

await run(address, {
  'a call stands at the top of the list soon after it has ended': async (lab) => {
    await opened(lab);
    const id = await ask('claude-haiku-4-5', { 'x-relayplane-agent': 'live-one' });
    await until('the call is there', async () => (await ids(lab.page)).includes(id));
    equal((await ids(lab.page))[0], id, 'the first row');
  },

  'what does not fit the filters does not come in': async (lab) => {
    await opened(lab, '/calls?range=1h&agent=planner');
    const other = await ask('claude-haiku-4-5', { 'x-relayplane-agent': 'live-two' });
    const fitting = await ask('claude-haiku-4-5', { 'x-relayplane-agent': 'planner' });
    await until('the one that fits is there', async () => (await ids(lab.page)).includes(fitting));
    truth(!(await ids(lab.page)).includes(other), 'a call of another agent came in');
  },

  'a filter narrows the list to what the gateway counts, and a reload keeps it': async (lab) => {
    await opened(lab);
    await lab.page.getByRole('button', { name: /^Model/ }).first().click();
    await lab.page.getByRole('checkbox', { name: /gpt-4o-mini/ }).check();
    await until('the address says so', () => new URL(lab.page.url()).searchParams.get('model') === 'gpt-4o-mini');
    const expected = (await api('/api/calls?since=1h&limit=500&model=gpt-4o-mini')).calls.map((call) => call.id);
    truth(expected.length > 0, 'the traffic had no such call');
    await until('the rows are those', async () => JSON.stringify(await ids(lab.page)) === JSON.stringify(expected.slice(0, (await ids(lab.page)).length)) && (await ids(lab.page)).length > 0);
    await lab.page.reload();
    await rows(lab.page).first().waitFor();
    equal((await ids(lab.page))[0], expected[0], 'the first row after a reload');
    await lab.page.getByRole('button', { name: 'Clear all' }).click();
    await until('the filter is gone', () => !new URL(lab.page.url()).searchParams.has('model'));
  },

  'every kind of filter answers as the gateway does': async (lab) => {
    for (const filter of ['provider=openai', 'agent=coder', 'status=2xx', 'outcome=answered', 'min_ms=50', 'max_cost_usd=0.001', 'sort=cost', 'sort=duration', 'sort=oldest', 'route=support']) {
      const expected = (await api(`/api/calls?since=1h&limit=100&${filter}`)).calls.map((call) => call.id);
      truth(expected.length > 0, `the traffic had no call by ${filter}`);
      await opened(lab, `/calls?range=1h&${filter}`);
      equal((await ids(lab.page))[0], expected[0], `the first row by ${filter}`);
    }
  },

  'the keyboard finds, walks, opens and closes': async (lab) => {
    await opened(lab);
    await lab.page.getByRole('grid').focus();
    await lab.page.keyboard.press('j');
    await lab.page.keyboard.press('ArrowDown');
    await lab.page.keyboard.press('k');
    const chosen = await until('a row is chosen', () => lab.page.locator('[aria-selected=true]').first().getAttribute('id'));
    await lab.page.keyboard.press('Enter');
    await lab.page.getByRole('dialog').waitFor();
    truth(lab.page.url().includes(chosen.replace('call-', '')), 'the address does not name the call');
    await lab.page.keyboard.press('Escape');
    await lab.page.getByRole('dialog').waitFor({ state: 'detached' });
    equal(new URL(lab.page.url()).pathname, '/calls', 'the address afterwards');
    await lab.page.keyboard.press('/');
    equal(await lab.page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Part of an id', 'what has the focus');
  },

  'one call is told whole, by a link alone, and its sum is the ledger’s': async (lab) => {
    const { calls } = await api('/api/calls?since=1h&limit=500&model=claude-sonnet-4-5&status=200');
    const call = calls.find((one) => one.attempts > 1 && one.cost_nano > 0) ?? calls[0];
    await lab.open(`/calls/${call.id}?range=1h`);
    const drawer = lab.page.getByRole('dialog');
    await drawer.getByRole('heading', { name: 'Where the time went' }).waitFor();
    await drawer.getByText('matches the ledger').first().waitFor();
    truth((await drawer.textContent()).includes(call.id), 'the id is not told');
    await drawer.getByText(/storeContent/).first().waitFor();
    await picture(lab.page, 'call-light-desk');
    await accessible(lab.page, 'the drawer');
    await lab.page.setViewportSize(phone);
    await lab.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await picture(lab.page, 'call-dark-phone');
    await accessible(lab.page, 'the drawer on a phone');
    lab.trouble.splice(0, lab.trouble.length, ...lab.trouble.filter((text) => !text.includes('404')));
  },

  'an id that nobody knows is said to be unknown': async (lab) => {
    await lab.open('/calls/0000?range=1h');
    await lab.page.getByRole('dialog').getByText(/no call|No call/).first().waitFor();
    lab.trouble.length = 0;
  },

  'the file has the calls of the list': async (lab) => {
    await opened(lab, '/calls?range=1h&model=gpt-5');
    const [download] = await Promise.all([lab.page.waitForEvent('download'), lab.page.getByRole('link', { name: 'CSV' }).click()]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\n');
    const expected = (await api('/api/calls?since=1h&limit=500&model=gpt-5')).calls.length;
    equal(lines.length - 1, expected, 'calls in the file');
  },

  'hostile names are text everywhere': async (lab) => {
    lab.page.on('dialog', () => lab.trouble.push('a script ran'));
    for (const path of ['/', '/calls', `/calls?agent=${encodeURIComponent(hostileAgent)}`, `/calls?model=${encodeURIComponent(hostileModel)}`, '/latency', '/agents', '/routes', '/providers', '/settings/prices', '/alerts', '/budgets']) {
      await lab.open(`${path}${path.includes('?') ? '&' : '?'}range=1h`);
      await loaded(lab.page);
      equal(await lab.page.locator('main img[src="x"], main script').count(), 0, `markup made of a name on ${path}`);
    }
    await lab.open('/agents?range=1h');
    await lab.page.getByText(hostileAgent, { exact: true }).first().waitFor();
  },
});
