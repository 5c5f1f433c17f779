// The providers' own SDKs as clients of a gateway, with their retries off, so that every answer is the gateway's first.
// usage: node clients.mjs BASE_URL [ANTHROPIC_MODEL] [OPENAI_MODEL] [GEMINI_MODEL]
// The home providers of the gateway are expected to be sandboxes too, to which the key "bad" is a bad one.
// Prints one JSON line per scenario: {"name", "ok", "detail"}. Exits 1 if any is not ok.
import { anthropic } from './anthropic.mjs';
import { gemini } from './gemini.mjs';
import { openai } from './openai.mjs';
import { end, run } from './scenario.mjs';

const [base, claude = 'sandbox/claude-sonnet-4-5', gpt = 'sandbox/gpt-4o', flash = 'sandbox/gemini-2.5-flash'] = process.argv.slice(2);
if (!base) {
  console.error('usage: node clients.mjs BASE_URL [ANTHROPIC_MODEL] [OPENAI_MODEL] [GEMINI_MODEL]');
  process.exit(2);
}

const url = base.replace(/\/+$/, '');
const scenarios = { ...anthropic(url, claude), ...openai(url, gpt), ...gemini(url, flash) };

for (const [name, scenario] of Object.entries(scenarios)) {
  await run(name, scenario);
}
end();
