import type { ConfigAnswer } from '../../api/types';
import { href } from '../../state/place';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Panel } from '../../ui/panel';

const example = `"routes": {
  "claude": { "match": { "model": "claude-*" }, "fallback": ["openai/gpt-4o", "google/gemini-2.5-flash"] }
}`;

/** Said where no call took a route: what routes are, and how one is made, unless there are some that nothing matched. */
export function NoRoute() {
  const config = useResource<ConfigAnswer>('/api/config');
  const routes = config.data?.values.routes;
  const names = typeof routes === 'object' && routes !== null ? Object.keys(routes) : [];
  return (
    <Panel title={names.length > 0 ? 'No call took a route in this range' : 'No route is configured'}>
      <div class="panel-body no-route">
        {names.length > 0 ? (
          <p>
            The config has {names.length === 1 ? 'the route' : 'the routes'} {names.slice(0, 8).join(', ')}
            {names.length > 8 && ' and others'}. The first whose <code>match</code> fits a call takes it; none did.
          </p>
        ) : (
          <>
            <p>A route takes the calls that it matches, by model, endpoint, client, agent, header or size, and says where they go, and where else when that target is down. Without one, a call goes to the provider of the model that it names.</p>
            <pre tabIndex={0} role="region" aria-label="A route in the config">
              {example}
            </pre>
            <p>
              <Copy text={example} name="the example" /> Write it into the config, or <a href={href('/settings')}>edit the config here</a>. It holds from the moment the file is saved.
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
