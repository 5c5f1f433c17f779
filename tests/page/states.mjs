// The first visit, a gateway that stops and comes back, and answers that fail: node states.mjs ADDRESS PROGRAM. It starts the program itself.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessible } from './axe.mjs';
import { desk, loaded, phone, picture, run, truth, until } from './browser.mjs';

const [, program] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), 'relayplane-page-'));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const address = `http://localhost:${port}`;

function start() {
  return spawn(program, ['start', '--port', String(port)], { env: { PATH: process.env.PATH, RELAYPLANE_HOME: home }, stdio: 'ignore' });
}

async function answering() {
  await until('the gateway answers', () => fetch(`${address}/health`).then((reply) => reply.ok, () => false), 20_000);
}

async function ended(gateway) {
  const over = new Promise((done) => gateway.once('exit', done));
  gateway.kill('SIGTERM');
  await over;
}

let gateway = start();
await answering();
try {
  await run(address, {
    'an empty ledger shows how to connect, and the first call as it comes': async ({ page, open }) => {
      await open('/');
      await page.getByRole('heading', { name: 'No call has come through yet' }).waitFor();
      for (const [size, viewport] of Object.entries({ desk, phone })) {
        await page.setViewportSize(viewport);
        truth((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, `too wide on a ${size}`);
        await picture(page, `welcome-light-${size}`);
        await accessible(page, `the first visit on a ${size}`);
      }
      await page.setViewportSize(desk);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        truth((await page.getByRole('tabpanel').textContent()).includes(address), `${await tab.textContent()} does not name the address`);
      }
      for (const api of ['Anthropic', 'OpenAI', 'Gemini']) {
        await page.getByRole('group', { name: 'API' }).getByRole('button', { name: api }).click();
        await page.getByRole('button', { name: 'Send a call' }).click();
        await page.locator('.try-answer blockquote').waitFor();
        await until('the call has come', async () => (await page.locator('.arrived li').count()) > 0);
      }
      await until('all three are there', async () => (await page.locator('.arrived li').count()) === 3);
      await picture(page, 'welcome-after-a-call');
      await page.getByRole('button', { name: 'Open the overview' }).click();
      await page.getByText('Absorbed for you').waitFor();
    },

    'a gateway that stops is said to be stopped, and all goes on when it is back': async (lab) => {
      await lab.open('/');
      await lab.page.getByText('Live').first().waitFor();
      await loaded(lab.page);
      await ended(gateway);
      await lab.page.getByText('The gateway does not answer').first().waitFor();
      truth(await lab.page.getByText('Absorbed for you').isVisible(), 'what was shown before is gone');
      await picture(lab.page, 'stopped');
      // It is back for the next scenario whatever this one finds.
      const finding = await accessible(lab.page, 'the stopped gateway').then(() => null, (error) => error);
      gateway = start();
      await answering();
      truth(finding === null, finding?.message);
      await lab.page.getByText('The gateway does not answer').first().waitFor({ state: 'detached', timeout: 30_000 });
      await lab.page.getByText('Live').first().waitFor();
      // A token of the start before is renewed without a word.
      await lab.open('/?welcome=1');
      lab.trouble.length = 0;
    },

    'an answer that fails is said in its panel, and asked for again': async (lab) => {
      let broken = true;
      await lab.page.route('**/api/latency*', (route) => (broken ? route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":{"message":"The ledger is on holiday."}}' }) : route.continue()));
      await lab.open('/latency?range=1h');
      await lab.page.getByText('The ledger is on holiday.').first().waitFor();
      broken = false;
      await lab.page.getByRole('button', { name: 'Try again' }).first().click();
      await lab.page.getByText('The ledger is on holiday.').first().waitFor({ state: 'detached' });
      lab.trouble.length = 0;
    },
  });
} finally {
  await ended(gateway);
}
