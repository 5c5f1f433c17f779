// What the page changes: the config with its comments, budgets, keys, the names of agents.
import { readFileSync } from 'node:fs';
import { accessible } from './axe.mjs';
import { equal, picture, run, truth, until } from './browser.mjs';

const [address, config] = process.argv.slice(2);

const api = async (path) => (await fetch(address + path)).json();
const file = () => readFileSync(config, 'utf8');

await run(address, {
  'a budget is changed in the file after its difference was seen, with the comments, and undone': async ({ page, open }) => {
    const before = file();
    await open('/budgets?edit=all');
    const drawer = page.getByRole('dialog').first();
    const daily = drawer.getByRole('group', { name: 'Dollars' }).getByRole('textbox', { name: 'A day' });
    await daily.fill('37.5');
    await drawer.getByRole('button', { name: 'Preview' }).click();
    const dialog = page.getByRole('dialog').last();
    await dialog.getByText('37.5').first().waitFor();
    equal(file(), before, 'the file before Apply');
    await picture(page, 'budget-difference');
    await accessible(page, 'the difference');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await until('the file has it', () => file().includes('37.5'));
    truth(file().includes('// enough for a day') && file().includes('// Where the models are.'), 'comments were lost');
    equal(file().replace('37.5', '40'), before, 'all else in the file');
    await until('the gateway holds it', async () => (await api('/api/budgets')).budgets.some((line) => line.limit === 37.5));
    await open('/settings');
    await page.getByRole('button', { name: /Undo the last edit/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /Undo|Apply/ }).last().click();
    await until('the file is as it was', () => file() === before);
  },

  'an impossible value is refused where it was typed, and nothing is written': async (lab) => {
    const before = file();
    await lab.open('/budgets?edit=all');
    const drawer = lab.page.getByRole('dialog').first();
    const daily = drawer.getByRole('group', { name: 'Dollars' }).getByRole('textbox', { name: 'A day' });
    await daily.fill('-3');
    await until('it is said', async () => (await daily.getAttribute('aria-invalid')) === 'true');
    await drawer.getByText('Something is not right above').waitFor();
    equal(await drawer.getByRole('button', { name: 'Preview' }).isDisabled(), true, 'whether it cannot be sent');
    await daily.press('Enter');
    equal(await lab.page.getByRole('dialog').count(), 1, 'dialogs after Enter');
    equal(file(), before, 'the file');
  },

  'a key is paused, said to be held, and resumed': async ({ page, open }) => {
    await open('/providers');
    await page.getByRole('button', { name: /Pause.*second|Pause the key second/i }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await until('it is held', async () => (await api('/api/providers')).providers.find((one) => one.name === 'anthropic').keys.find((key) => key.label === 'second').held);
    await page.getByText(/held/).first().waitFor();
    await picture(page, 'providers-held');
    await page.getByRole('button', { name: /Resume.*second|Resume the key second/i }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
    await until('it is open', async () => !(await api('/api/providers')).providers.find((one) => one.name === 'anthropic').keys.find((key) => key.label === 'second').held);
  },

  'an agent gets another name, here and in the sums': async ({ page, open }) => {
    await open('/agents?range=1h');
    await page.getByRole('button', { name: /Rename.*reviewer/i }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Second pair of eyes');
    await dialog.getByRole('button', { name: /Rename|Save/ }).click();
    await page.getByText('Second pair of eyes').first().waitFor();
    await until('the sums say so', async () => (await api('/api/stats?by=agent&since=1h')).rows.some((row) => row.agent === 'Second pair of eyes'));
  },

  'a session is a tree of agents and their calls': async ({ page, open }) => {
    const { sessions } = await api('/api/sessions?since=1h&order=cost&limit=50');
    const session = sessions.find((one) => one.session.startsWith('fix-checkout'));
    await open(`/agents/session?name=${encodeURIComponent(session.session)}&range=1h`);
    await page.getByText('coder').first().waitFor();
    await page.getByText('planner').first().waitFor();
    await picture(page, 'session-light-desk');
    await accessible(page, 'a session');
  },
});
