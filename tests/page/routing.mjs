// Routing: what was decided, what another policy would have done, what names mean, and what a person says of an answer.
import { readFileSync } from 'node:fs';
import { accessible } from './axe.mjs';
import { desk, equal, loaded, phone, picture, run, truth, until } from './browser.mjs';

const [address, config, hostile] = process.argv.slice(2);

const api = async (path) => (await fetch(address + path)).json();
const file = () => readFileSync(config, 'utf8');
const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);

/** What the page asked for last, and what came. */
async function replayed(page, act) {
  const reply = page.waitForResponse((one) => new URL(one.url()).pathname === '/api/routing/replay');
  await act();
  const answer = await reply;
  return { asked: answer.request().postDataJSON(), status: answer.status(), said: await answer.json() };
}

/** Sees what changes in the file, and lets it be written. */
async function apply(page, button = 'Apply') {
  await page.getByRole('dialog').last().getByRole('button', { name: button, exact: true }).click();
  await page.getByText('Written. The running gateway takes it up by itself.').waitFor();
}

async function fits(page, what) {
  for (const [size, viewport] of Object.entries({ desk, phone })) {
    await page.setViewportSize(viewport);
    await loaded(page);
    await picture(page, `routing-${what}-${size}`);
    truth((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, `${what} is too wide on a ${size}`);
    await accessible(page, `${what} on a ${size}`);
  }
  await page.setViewportSize(desk);
}

await run(address, {
  'what was decided is shown by tier, reason and move, and adds up': async ({ page, open }) => {
    await open('/routing?range=1h');
    await loaded(page);
    const routing = await api('/api/routing?since=1h');
    truth(routing.decided > 0, 'nothing was decided');
    equal(sum(routing.tiers, (row) => row.calls), routing.decided, 'calls of all tiers');
    equal(sum(routing.reasons, (row) => row.calls), routing.decided, 'calls of all reasons');
    await page.getByText('acts', { exact: true }).waitFor();
    for (const tier of ['simple', 'moderate', 'complex']) {
      truth((await page.locator('.routing-now').textContent()).includes(routing.now[tier]), `the model of ${tier} is not named`);
    }
    const moves = page.getByRole('region', { name: 'Moves' });
    if (routing.moves.some((row) => row.asked !== row.chosen)) {
      await moves.getByRole('columnheader', { name: 'Got' }).waitFor();
    }
    await page.getByRole('button', { name: 'Calls by tier over time as a table' }).click();
    await page.getByRole('region', { name: 'Calls by tier over time' }).getByRole('columnheader', { name: 'simple' }).waitFor();
    await fits(page, 'decisions');
  },

  'the slider replays the calls with another weight of cost, and its place is in the address': async ({ page, open }) => {
    const first = await replayed(page, () => open('/routing/replay?range=1h'));
    equal(first.status, 200, 'the status of a replay');
    equal(JSON.stringify(first.asked), JSON.stringify({ since: '1h' }), 'what is asked at first');
    await loaded(page);
    const { recorded, policy, shuffled } = first.said;
    for (const [name, result] of Object.entries({ recorded, policy, shuffled })) {
      truth(Math.abs(result.simple + result.moderate + result.complex - 1) < 1e-6, `the shares of ${name} are no whole`);
    }
    truth(Math.abs(first.said.saved_usd - (recorded.cost_usd - policy.cost_usd)) <= 0.01 * recorded.cost_usd, 'what is saved is not what was recorded less what the policy costs');
    truth(first.said.saved_lower_usd <= first.said.saved_usd && first.said.saved_usd <= first.said.saved_upper_usd, 'what is saved is outside its interval');
    const slider = page.getByRole('slider');
    await slider.focus();
    const cheapest = await replayed(page, () => page.keyboard.press('End'));
    equal(JSON.stringify(cheapest.asked), JSON.stringify({ since: '1h', lambda: 3 }), 'what is asked at the end');
    equal(await slider.getAttribute('aria-valuetext'), '3, cost counts most', 'what the slider says');
    truth(cheapest.said.policy.cost_usd <= first.said.policy.cost_usd + 1e-9, 'it costs more where cost counts most');
    await until('the address has it', () => new URL(page.url()).searchParams.get('lambda') === '3');
    const again = await replayed(page, () => page.reload());
    equal(again.asked.lambda, 3, 'λ after a reload');
    await loaded(page);
    await fits(page, 'replay');
  },

  'a λ that was tried is written into the config after its difference was seen, and undone': async ({ page, open }) => {
    const before = file();
    await open('/routing/replay?range=1h&lambda=0.62');
    await loaded(page);
    await page.getByRole('button', { name: 'Use this λ' }).click();
    await page.getByRole('dialog').getByText('"lambda": 0.62').waitFor();
    equal(file(), before, 'the file before Apply');
    await accessible(page, 'the difference');
    await apply(page);
    equal(file().replace('0.62', '0.3'), before, 'all else in the file');
    await until('the gateway has it', async () => (await api('/api/routing?since=1h')).now.lambda === 0.62);
    await page.getByRole('button', { name: 'Undo the last edit' }).click();
    await apply(page, 'Undo');
    equal(file(), before, 'the file after undo');
  },

  'a pasted policy is replayed, one that is wrong is refused where it stands, and no other section is sent': async (lab) => {
    await lab.open('/routing/replay?range=1h');
    await loaded(lab.page);
    await lab.page.getByText('Another policy').click();
    const box = lab.page.getByRole('textbox', { name: 'Policy as JSON' });
    await box.fill('{ "routing": ');
    await lab.page.getByRole('button', { name: 'Replay it' }).click();
    await lab.page.getByText('This is not JSON').waitFor();
    await box.fill('"providers": { "openai": { "apiKey": "sk-secret" } }, // mine\n"routing": { "mode": "complexity", "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-haiku-4-5", "complex": "claude-haiku-4-5" } },');
    const good = await replayed(lab.page, () => lab.page.getByRole('button', { name: 'Replay it' }).click());
    equal(JSON.stringify(Object.keys(good.asked.policy)), '["routing"]', 'the sections that are sent');
    equal(good.status, 200, 'the status of a good policy');
    await lab.page.getByRole('heading', { name: 'The pasted policy' }).waitFor();
    await box.fill('{ "routing": { "mode": "by the moon" } }');
    const bad = await replayed(lab.page, () => lab.page.getByRole('button', { name: 'Replay it' }).click());
    equal(bad.status, 400, 'the status of a bad policy');
    await until('it is said at the field', async () => (await box.getAttribute('aria-invalid')) === 'true');
    await picture(lab.page, 'routing-policy-refused');
    lab.trouble.length = 0;
  },

  'an alias is added with the difference seen, means what it says, and is removed': async ({ page, open }) => {
    const before = file();
    await open('/routing/names');
    await loaded(page);
    await fits(page, 'names');
    truth(await page.getByText(hostile).first().isVisible(), 'a hostile name is not shown as text');
    await page.getByRole('button', { name: 'Add a name' }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('two words');
    await page.getByText('A name has no blanks').waitFor();
    await name.fill('rp:ours');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Model', { exact: true }).fill('anthropic/claude-haiku-4-5');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('dialog').last().getByText('rp:ours').first().waitFor();
    equal(file(), before, 'the file before Apply');
    await apply(page);
    truth(file().includes('"rp:ours": "anthropic/claude-haiku-4-5"') && file().includes('// Where the models are.'), `the file is ${file()}`);
    await until('the gateway has it', async () => (await api('/api/routing/names')).names.some((row) => row.name === 'rp:ours' && row.means === 'anthropic/claude-haiku-4-5'));
    await page.getByRole('button', { name: 'Remove rp:ours' }).click();
    await apply(page);
    await until('the gateway has it no more', async () => !(await api('/api/routing/names')).names.some((row) => row.name === 'rp:ours'));
    await page.getByRole('button', { name: 'Remove rp:ours' }).waitFor({ state: 'detached' });
  },

  'a call says what was decided about it, and is told whether its answer was good': async ({ page, open }) => {
    const { calls } = await api('/api/calls?since=1h&limit=200&outcome=answered');
    let call = null;
    for (const { id } of calls) {
      const whole = await api(`/api/calls/${id}`);
      if (whole.decision?.tier) {
        call = whole;
        break;
      }
    }
    truth(call !== null, 'no call was decided');
    await open(`/calls/${call.id}?range=1h`);
    const part = page.getByRole('dialog').locator('.decision');
    await part.waitFor();
    const said = await part.textContent();
    for (const word of [call.decision.tier, call.decision.chosen, call.decision.reason, call.decision.classifier]) {
      truth(said.includes(word), `${said} does not say ${word}`);
    }
    const label = async () => (await api(`/api/calls/${call.id}`)).decision.label;
    await part.getByRole('button', { name: 'Good', exact: true }).focus();
    await page.keyboard.press('Enter');
    await until('it is good', async () => (await label()) === true);
    await part.getByRole('button', { name: 'Not good' }).click();
    await until('it is not', async () => (await label()) === false);
    await part.getByRole('button', { name: 'Undo' }).click();
    await until('it is good again', async () => (await label()) === true);
    await part.getByRole('button', { name: 'Good', exact: true }).click();
    await until('nothing is said', async () => (await label()) === null);
    await accessible(page, 'a decision');
  },
});
