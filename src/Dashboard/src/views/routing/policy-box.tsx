import { useState } from 'preact/hooks';
import type { Values } from '../../config/changes';
import { Field } from '../../ui/field';
import { readPolicy, sectionsOf, type Policy } from './policy';

/** Takes another policy, as sections of a config. It is kept nowhere but on this page. */
export function PolicyBox({ values, active, refused, onPolicy }: { values: Values | null; active: boolean; refused: string | null; onPolicy: (policy: Extract<Policy, { sections: unknown }> | null) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const put = (next: string) => {
    setText(next);
    setProblem(null);
  };
  const replay = () => {
    const policy = readPolicy(text);
    if ('problem' in policy) {
      setProblem(policy.problem);
    } else {
      setProblem(null);
      onPolicy(policy);
    }
  };
  return (
    <details class="policy-box">
      <summary>Another policy{active && refused === null && ' (shown beneath)'}</summary>
      <form
        class="config-form"
        onSubmit={(event) => {
          event.preventDefault();
          replay();
        }}
      >
        <Field label="Policy as JSON" problem={problem ?? refused} help="The sections routing, routes, aliases and modelOverrides of a config, with comments or without; what is left out is as in the config in force.">
          {(ids) => <textarea {...ids} class="json" rows={Math.max(8, Math.min(24, text.split('\n').length + 1))} value={text} placeholder={'{ "routing": { "mode": "complexity" } }'} spellcheck={false} onInput={(event) => put(event.currentTarget.value)} />}
        </Field>
        <p class="replay-acts">
          <button type="submit" class="button main" disabled={text.trim() === ''}>
            Replay it
          </button>
          <button type="button" class="button" disabled={values === null} onClick={() => put(JSON.stringify(sectionsOf(values!), null, 2))}>
            Begin with the one in force
          </button>
          <button
            type="button"
            class="button"
            disabled={!active}
            onClick={() => {
              setProblem(null);
              onPolicy(null);
            }}
          >
            Back to the one in force
          </button>
        </p>
      </form>
    </details>
  );
}
