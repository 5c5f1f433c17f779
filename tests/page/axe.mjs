// WCAG 2.1 AA as axe-core checks it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Throws where the page as it stands breaks a rule, naming rule and element. */
export async function accessible(page, what) {
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return found.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join('; ')})`);
  });
  if (violations.length > 0) {
    throw new Error(`${what}: ${violations.join(' | ')}`);
  }
}
