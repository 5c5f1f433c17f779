import { useState } from 'preact/hooks';
import type { ConfigAnswer } from '../../api/types';
import { budgetGroups, namedGroups, scopes, type ScopeSection } from '../../config/budget';
import { isObject, valueAt } from '../../config/changes';
import { useEdit } from '../../config/edit';
import { Form } from '../../config/form';
import { Problems } from '../../config/problems';
import { change } from '../../state/place';
import { useResource } from '../../state/resource';
import { Drawer } from '../../ui/drawer';
import { Field } from '../../ui/field';
import { Shown } from '../../ui/panel';

/** What is being edited: the budgets of all calls (`all`), those of a name (`agents/coder`), or a new one. */
export function target(asked: string): { kind: 'all' } | { kind: 'new' } | { kind: 'named'; section: ScopeSection; name: string } | null {
  const slash = asked.indexOf('/');
  const section = scopes.find((scope) => scope.section === asked.slice(0, slash))?.section;
  return asked === 'all' ? { kind: 'all' } : asked === 'new' ? { kind: 'new' } : section && slash < asked.length - 1 ? { kind: 'named', section, name: asked.slice(slash + 1) } : null;
}

/** Edits budgets of the config in a drawer; which ones stands in the address. */
export function BudgetEditor({ asked }: { asked: string }) {
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const what = target(asked);
  const close = () => change({ edit: null });
  if (what === null) {
    return null;
  }
  const title = what.kind === 'all' ? 'Budgets of all calls' : what.kind === 'new' ? 'Add a budget' : `Budgets of ${scopes.find((scope) => scope.section === what.section)!.word} ${what.name}`;
  return (
    <>
      <Drawer title={title} onClose={close}>
        <Shown of={config} height={400} empty="">
          {(data) =>
            data.problems.length > 0 ? (
              <Problems of={data.problems} title={`${data.path} has problems, so it cannot be edited here:`} />
            ) : what.kind === 'new' ? (
              <Add />
            ) : what.kind === 'all' ? (
              <Form title={title} groups={budgetGroups()} values={data.values} edit={edit} onDone={close} />
            ) : (
              <Form key={asked} title={title} groups={namedGroups(what.section, what.name)} values={data.values} edit={edit} onDone={close}>
                {isObject(valueAt(data.values, ['budget', what.section, what.name])) && (
                  <p>
                    <button type="button" class="button quiet" onClick={() => void edit.propose({ title: `Remove the budgets of ${what.name}`, changes: [{ path: ['budget', what.section, what.name], value: null }], done: close })}>
                      Remove all of them
                    </button>
                  </p>
                )}
              </Form>
            )
          }
        </Shown>
      </Drawer>
      {edit.dialog}
    </>
  );
}

/** Asks whose budget it is. */
function Add() {
  const [section, setSection] = useState<ScopeSection>('agents');
  const [name, setName] = useState('');
  const go = () => change({ edit: `${section}/${name.trim()}` }, 'replace');
  return (
    <form
      class="config-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') {
          go();
        }
      }}
    >
      <div class="fields">
        <Field label="For">
          {(ids) => (
            <select {...ids} value={section} onChange={(event) => setSection(event.currentTarget.value as ScopeSection)}>
              {scopes.map((scope) => (
                <option key={scope.section} value={scope.section}>
                  {scope.word}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Name" help="* stands for anything. Each name that matches has the amount for itself.">
          {(ids) => <input {...ids} type="text" value={name} placeholder="nightly-*" spellcheck={false} autocomplete="off" onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
      </div>
      <footer class="form-foot">
        <button type="submit" class="button main" disabled={name.trim() === ''}>
          Next
        </button>
      </footer>
    </form>
  );
}
