import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConfigChange } from '../api/types';
import { plural } from '../format/number';
import { Control } from './control';
import type { Edit } from './edit';
import { idOf, read, told, type FieldSpec } from './fields';
import { Problems } from './problems';

/** Keys that belong together, under a heading. */
export interface Group {
  name: string;
  help?: ComponentChildren;
  specs: readonly FieldSpec[];
}

/** Typed controls for keys of the config, whose changes are previewed and then written. */
export function Form({ title, groups, values, edit, also, onDone, children }: { title: string; groups: readonly Group[]; values: unknown; edit: Edit; also?: Also; onDone?: () => void; children?: ComponentChildren }) {
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const specs = groups.flatMap((group) => group.specs);
  const mine = read(specs, values, drafts);
  const changes = [...mine.changes, ...(also?.changes ?? [])];
  const answer = told(specs, problems);
  const wrong = Object.keys(mine.problems).length > 0 || also?.problem !== undefined;
  const dirty = changes.length > 0 || Object.keys(mine.problems).length > 0;

  // What is wrong may stand out of sight.
  useEffect(() => {
    if (problems.length > 0) {
      const first = form.current?.querySelector<HTMLElement>('[aria-invalid], .problems');
      first?.scrollIntoView({ block: 'center' });
      first?.focus();
    }
  }, [problems]);

  const propose = async () => {
    const found = await edit.propose({
      title,
      changes,
      done: () => {
        setDrafts({});
        also?.clear();
        onDone?.();
      },
    });
    setProblems(found);
  };
  const discard = () => {
    setDrafts({});
    setProblems([]);
    also?.clear();
  };
  return (
    <form
      ref={form}
      class="config-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (changes.length > 0 && !wrong && !edit.busy) {
          void propose();
        }
      }}
    >
      {groups.map((group) => (
        <fieldset key={group.name}>
          <legend>{group.name}</legend>
          {group.help && <p class="muted">{group.help}</p>}
          <div class="fields">
            {group.specs.map((spec) => {
              const id = idOf(spec.path);
              return (
                <Control
                  key={id}
                  spec={spec}
                  values={values}
                  draft={drafts[id]}
                  problem={mine.problems[id] ?? answer.fields[id] ?? null}
                  onDraft={(text) => {
                    setDrafts((before) => ({ ...before, [id]: text }));
                    setProblems([]);
                  }}
                />
              );
            })}
          </div>
        </fieldset>
      ))}
      {children}
      <Problems of={answer.rest} />
      <footer class="form-foot">
        <span class="muted" role="status">
          {wrong ? 'Something is not right above' : problems.length > 0 ? plural(problems.length, 'problem') : changes.length > 0 ? plural(changes.length, 'change') : 'No changes'}
        </span>
        <button type="button" class="button" disabled={!dirty} onClick={discard}>
          Discard
        </button>
        <button type="submit" class="button main" disabled={changes.length === 0 || wrong}>
          Preview
        </button>
      </footer>
    </form>
  );
}

/** Changes that a part of the form which has no single control makes. */
export interface Also {
  changes: readonly ConfigChange[];
  problem: string | undefined;
  clear: () => void;
}
