import { useState } from 'preact/hooks';
import type { ConfigAnswer } from '../../api/types';
import { sectionsInReach } from '../../config/changes';
import type { Edit } from '../../config/edit';
import { jsonChanges } from '../../config/json';
import { Problems } from '../../config/problems';
import { plural } from '../../format/number';
import { change, query } from '../../state/place';
import { Field } from '../../ui/field';

/** Any section that can be edited here, as JSON. Only what differs is written, so comments beside the rest stay. */
export function JsonEditor({ config, edit }: { config: ConfigAnswer; edit: Edit }) {
  const names = [...sectionsInReach].sort();
  const section = names.includes(query('part')) ? query('part') : names[0]!;
  return (
    <>
      <p class="muted section-about">For everything that has no form. Only what differs is written, so comments beside the rest stay.</p>
      <Field label="Section">
        {(ids) => (
          <select {...ids} value={section} onChange={(event) => change({ part: event.currentTarget.value })}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
                {name in config.values ? '' : ' (not in the file)'}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Part key={section} section={section} config={config} edit={edit} />
    </>
  );
}

/** Of some sections the page changes only a part. */
const closed: Record<string, string> = {
  alerts: 'Webhooks and their secret are changed in the file only.',
  ledger: 'Whether prompts are stored, and where the ledger is, is changed in the file only.',
  models: 'Prices and limits can be changed here, the rest in the file only.',
};

function Part({ section, config, edit }: { section: string; config: ConfigAnswer; edit: Edit }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const before = config.values[section];
  const text = draft ?? (before === undefined ? '' : JSON.stringify(before, null, 2));
  const result = draft === null ? { changes: [] } : jsonChanges(section, before, draft);
  const changes = 'changes' in result ? result.changes : [];
  const propose = async () => setProblems(await edit.propose({ title: `Change ${section}`, changes, done: () => setDraft(null) }));
  return (
    <form
      class="config-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changes.length > 0 && !edit.busy) {
          void propose();
        }
      }}
    >
      <Field label={`${section} as JSON`} problem={'problem' in result ? result.problem : null} help={closed[section] ?? 'Emptied, the section is taken out.'}>
        {(ids) => (
          <textarea
            {...ids}
            class="json"
            rows={Math.max(8, Math.min(28, text.split('\n').length + 1))}
            value={text}
            placeholder="{ }"
            spellcheck={false}
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              setProblems([]);
            }}
          />
        )}
      </Field>
      <Problems of={problems} />
      <footer class="form-foot">
        <span class="muted" role="status">
          {changes.length > 0 ? plural(changes.length, 'change') : 'No changes'}
        </span>
        <button
          type="button"
          class="button"
          disabled={draft === null}
          onClick={() => {
            setDraft(null);
            setProblems([]);
          }}
        >
          Discard
        </button>
        <button type="submit" class="button main" disabled={changes.length === 0}>
          Preview
        </button>
      </footer>
    </form>
  );
}
