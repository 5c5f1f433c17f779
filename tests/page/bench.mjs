// How the page fares in Chromium: node bench.mjs ADDRESS SECONDS. Says `live` when calls may come and `quiet` when they may stop; all else is for a person.
import { desk, launch } from './browser.mjs';

const [address, seconds] = process.argv.slice(2);
const ranged = ['/', '/calls', '/latency', '/agents', '/routes', '/routing'];
const views = [...ranged, ...ranged.map((view) => `${view}?range=90d`), '/providers', '/budgets', '/alerts', '/settings'];
const rounds = 5;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0).padStart(6)} ms`;

const browser = await launch();
console.log('\nview                 first paint   all data shown   (medians of 5 visits with an empty cache)');

// What Chromium itself takes: one line of text from the same gateway.
const floors = [];
for (let round = 0; round < rounds; round++) {
  const context = await browser.newContext({ viewport: desk });
  const page = await context.newPage();
  await page.goto(`${address}/health`);
  floors.push(
    await page.evaluate(
      () =>
        new Promise((done) => {
          const look = () => {
            const paint = performance.getEntriesByName('first-contentful-paint')[0];
            paint ? done(paint.startTime) : requestAnimationFrame(look);
          };
          look();
        }),
    ),
  );
  await context.close();
}
console.log(`${'a line of text'.padEnd(20)} ${ms(median(floors))}`);

for (const view of views) {
  const paints = [];
  const shown = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ viewport: desk });
    const page = await context.newPage();
    await page.goto(address + view, { waitUntil: 'commit' });
    const [paint, ready] = await page.evaluate(
      () =>
        new Promise((done) => {
          const look = () => {
            const paint = performance.getEntriesByName('first-contentful-paint')[0];
            const painted = paint && document.querySelector('h1') && document.querySelectorAll('.loading, .chart:empty').length === 0;
            painted ? done([paint.startTime, performance.now()]) : requestAnimationFrame(look);
          };
          look();
        }),
    );
    paints.push(paint);
    shown.push(ready);
    await context.close();
  }
  console.log(`${view.padEnd(20)} ${ms(median(paints))}     ${ms(median(shown))}`);
}

console.log('\nwhile calls come in   frames   p95 gap   worst gap   over 100 ms   heap before   heap after   script   style and layout');
for (const view of ['/calls', '/']) {
  const page = await (await browser.newContext({ viewport: desk })).newPage();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const weigh = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await page.goto(address + view);
  await page.waitForTimeout(1500);
  console.log('live');
  // The first seconds fill what is bounded; memory may not grow beyond them.
  await page.waitForTimeout(12_000);
  const before = await weigh();
  const gaps = await page.evaluate(
    (length) =>
      new Promise((done) => {
        const gaps = [];
        let last = performance.now();
        const end = last + length;
        const frame = (now) => {
          gaps.push(now - last);
          last = now;
          now < end ? requestAnimationFrame(frame) : done(gaps);
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1000,
  );
  const after = await weigh();
  console.log('quiet');
  const sorted = gaps.toSorted((a, b) => a - b);
  const megabytes = ({ JSHeapUsedSize }) => `${(JSHeapUsedSize / 1e6).toFixed(1)} MB`;
  const share = (...names) => `${((100 * names.reduce((sum, name) => sum + after[name] - before[name], 0)) / seconds).toFixed(1)} %`;
  console.log(
    [
      view.padEnd(21),
      String(gaps.length).padStart(6),
      ms(sorted[Math.floor(sorted.length * 0.95)]).padStart(9),
      ms(sorted.at(-1)).padStart(11),
      String(gaps.filter((gap) => gap > 100).length).padStart(13),
      megabytes(before).padStart(13),
      megabytes(after).padStart(12),
      share('ScriptDuration').padStart(8),
      share('RecalcStyleDuration', 'LayoutDuration').padStart(18),
    ].join(' '),
  );
  await page.close();
}
await browser.close();
