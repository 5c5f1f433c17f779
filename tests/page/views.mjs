// Every view, with traffic behind it: nothing broken, readable by everybody, in both themes, on a desk and on a phone.
import { accessible } from './axe.mjs';
import { desk, loaded, phone, picture, run, truth } from './browser.mjs';

const [address] = process.argv.slice(2);

const views = ['overview', 'calls', 'latency', 'providers', 'agents', 'routes', 'budgets', 'alerts', 'settings'];
const scenarios = {};

for (const view of views) {
  for (const theme of ['light', 'dark']) {
    for (const [size, viewport] of Object.entries({ desk, phone })) {
      scenarios[`${view}, ${theme}, on a ${size}`] = async ({ page, open }) => {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await open(view === 'overview' ? '/' : `/${view}`);
        await loaded(page);
        truth((await page.locator('.broken').count()) === 0, `${view} shows an error: ${await page.locator('.broken').allTextContents()}`);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        truth(beyond <= 0, `${view} is ${beyond} px wider than the ${size}`);
        await picture(page, `${view}-${theme}-${size}`);
        await accessible(page, view);
      };
    }
  }
}

await run(address, scenarios);
