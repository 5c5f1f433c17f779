// Runs scenarios one by one or together, and prints a JSON line for each: {"name", "ok", "detail"}.
const patience = 30_000; // milliseconds for one scenario; a hang is a failure, not a wait
let failed = false;

/** The scenario's own words on success become the detail, which is also what comes back. */
export async function run(name, scenario) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${patience} ms`)), patience);
  });
  try {
    const detail = await Promise.race([scenario(), late]);
    console.log(JSON.stringify({ name, ok: true, detail: detail ?? '' }));
    return detail;
  } catch (error) {
    failed = true;
    console.log(JSON.stringify({ name, ok: false, detail: `${error?.name}: ${error?.message}` }));
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the program, with 1 if any scenario failed; connections that the SDKs keep alive would hold it open. */
export const end = () => process.exit(failed ? 1 : 0);
