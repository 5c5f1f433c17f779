import { useState } from 'preact/hooks';
import type { ConfigAnswer, ConfigChange, RoutingAnswer } from '../../api/types';
import { valueAt } from '../../config/changes';
import { useEdit } from '../../config/edit';
import { Problems } from '../../config/problems';
import { plural } from '../../format/number';
import { href } from '../../state/place';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Panel } from '../../ui/panel';

const example = `"routing": {
  "mode": "observe",
  "complexity": {
    "simple": "claude-haiku-4-5",
    "moderate": "claude-sonnet-4-5",
    "complex": "claude-opus-4-6"
  }
}`;

/** Said while nothing is routed: what routing would do, how to see it first, and how it is turned on. */
export function Off({ of }: { of: RoutingAnswer }) {
  const config = useResource<ConfigAnswer>('/api/config');
  const edit = useEdit(config);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const observe = async () => {
    const changes: ConfigChange[] = [{ path: ['routing', 'mode'], value: 'observe' }];
    if (valueAt(config.data?.values, ['routing', 'enabled']) === false) {
      changes.push({ path: ['routing', 'enabled'], value: true });
    }
    setProblems(await edit.propose({ title: 'Begin to observe', changes }));
  };
  return (
    <Panel title="Routing is off" note="Each call gets the model that it asks for">
      <div class="panel-body routing-off">
        <ol>
          <li>
            <h3>See what it would have saved</h3>
            <p>
              {of.undecided > 0 ? `What routing looks at was kept of the ${plural(of.undecided, 'call')} in this range, without a word of their text. ` : 'What routing looks at is kept of each call, without a word of its text. '}
              <a href={href('/routing/replay')}>Replay</a> decides them anew under any policy.
            </p>
          </li>
          <li>
            <h3>Let it observe</h3>
            <p>It decides for each call as it comes, says so here and in the reply’s headers, and does not act. Tiers without a model take one by the keys that there are.</p>
            <figure class="snippet">
              <figcaption>
                <b>In the config</b>
                <Copy text={example} name="the lines for the config" />
              </figcaption>
              <pre tabIndex={0} role="region" aria-label="Routing in the config">
                {example}
              </pre>
            </figure>
            <p>
              <button type="button" class="button main" disabled={config.data === null || edit.busy} onClick={() => void observe()}>
                Begin to observe
              </button>{' '}
              <a class="button" href={href('/settings', { section: 'routing' })}>
                All settings
              </a>
            </p>
            <Problems of={problems} />
          </li>
          <li>
            <h3>Let it act</h3>
            <p>
              Set the mode to <code>complexity</code> when its moves suit you. A call stays as it is with the header <code>x-relayplane-bypass: true</code>, and where <a href={href('/settings', { section: 'overrides' })}>overrides</a> or <a href={href('/settings', { section: 'routes' })}>routes</a> name a model.
            </p>
          </li>
        </ol>
      </div>
      {edit.dialog}
    </Panel>
  );
}
