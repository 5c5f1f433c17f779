// The providers' own SDKs as clients of a gateway, with their retries off, so that every answer is the gateway's first.
// usage: node clients.mjs BASE_URL [ANTHROPIC_MODEL] [OPENAI_MODEL] [GEMINI_MODEL]
// The home providers of the gateway are expected to be sandboxes too, to which the key "bad" is a bad one.
// Prints one JSON line per scenario: {"name", "ok", "detail"}. Exits 1 if any is not ok.
import { anthropic } from './anthropic.mjs';
import { gemini } from './gemini.mjs';
import { openai } from './openai.mjs';

const [base, claude = 'sandbox/claude-sonnet-4-5', gpt = 'sandbox/gpt-4o', flash = 'sandbox/gemini-2.5-flash'] = process.argv.slice(2);
if (!base) {
  console.error('usage: node clients.mjs BASE_URL [ANTHROPIC_MODEL] [OPENAI_MODEL] [GEMINI_MODEL]');
  process.exit(2);
}

const url = base.replace(/\/+$/, '');
const scenarios = { ...anthropic(url, claude), ...openai(url, gpt), ...gemini(url, flash) };
const patience = 30_000; // milliseconds for one scenario; a hang is a failure, not a wait

let failed = false;
for (const [name, scenario] of Object.entries(scenarios)) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${patience} ms`)), patience);
  });
  try {
    const detail = await Promise.race([scenario(), late]);
    console.log(JSON.stringify({ name, ok: true, detail: detail ?? '' }));
  } catch (error) {
    failed = true;
    console.log(JSON.stringify({ name, ok: false, detail: `${error?.name}: ${error?.message}` }));
  } finally {
    clearTimeout(timer);
  }
}

// Connections kept alive by the SDKs would hold the process open.
process.exit(failed ? 1 : 0);
