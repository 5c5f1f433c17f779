// Every view, with traffic behind it: nothing broken, readable by everybody, in both themes, on a desk and on a phone.
import { accessible } from './axe.mjs';
import { desk, loaded, phone, picture, run, truth } from './browser.mjs';

const [address] = process.argv.slice(2);

const views = ['overview', 'calls', 'latency', 'providers', 'agents', 'routes', 'routing', 'routing/replay', 'routing/names', 'budgets', 'alerts', 'settings'];
const scenarios = {};

async function look({ page, open }, view, theme, size) {
  await open(view === 'overview' ? '/' : `/${view}`);
  await loaded(page);
  await picture(page, `${view.replace('/', '-')}-${theme}-${size}`);
  truth((await page.locator('.broken').count()) === 0, `${view} shows an error: ${await page.locator('.broken').allTextContents()}`);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  truth(beyond <= 0, `${view} is ${beyond} px wider than the ${size}`);
  await accessible(page, view);
}

// One tab looks at all views of a theme and a size, as a reader does; what is wrong with one does not hide what is wrong with the next.
for (const theme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries({ desk, phone })) {
    scenarios[`every view, ${theme}, on a ${size}`] = async (lab) => {
      await lab.page.setViewportSize(viewport);
      await lab.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const wrong = [];
      for (const view of views) {
        await look(lab, view, theme, size).catch((error) => wrong.push(error.message));
      }
      truth(wrong.length === 0, wrong.join('\n'));
    };
  }
}

await run(address, scenarios);
