import type { StatsAnswer, StatsRow } from '../../api/types';
import { targetName } from '../../format/key';
import { plural } from '../../format/number';
import { href } from '../../state/place';
import { span } from '../../state/range';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Panel, Shown } from '../../ui/panel';

/** Which models have calls of unknown cost, the most first. */
export const unpricedRows = (answer: StatsAnswer): StatsRow[] => answer.rows.filter((row) => row.unpriced > 0).sort((a, b) => b.unpriced - a.unpriced);

/** What one writes into the config to price them from now on. */
export const priceExample = (row: StatsRow): string => `"models": { ${JSON.stringify(targetName(row))}: { "price": { "input": 0.5, "output": 1.5 } } }`;

/** Calls that no sum of money counts, and what to do about them. Nothing where there are none. */
export function Unpriced({ calls }: { calls: number }) {
  const stats = useResource<StatsAnswer>(calls > 0 ? '/api/stats' : null, { ...span.value, by: 'provider,model', limit: 200 });
  if (calls === 0) {
    return null;
  }
  return (
    <Panel title={plural(calls, 'unpriced call')} actions={<a href={href('/settings')}>Prices</a>}>
      <Shown of={stats} height={150} isEmpty={(data) => unpricedRows(data).length === 0} empty={<p>They are among models beyond those listed here.</p>}>
        {(data) => {
          const rows = unpricedRows(data);
          const example = priceExample(rows[0]!);
          return (
            <div class="panel-body unpriced">
              <p class="muted">Their rates are unknown, so no sum counts them.</p>
              <ul>
                {rows.slice(0, 3).map((row) => (
                  <li key={row.key}>
                    <a class="cut" title={targetName(row)} href={href('/calls', { provider: row.provider ?? '', model: row.model ?? '' })}>
                      {targetName(row)}
                    </a>
                    <span class="number">{plural(row.unpriced, 'call')}</span>
                  </li>
                ))}
              </ul>
              <p class="muted">
                Fetch a newer table with <code>relayplane pricing update</code>, or say in the config what a million tokens cost; then price the past with <code>relayplane pricing reprice --since 7d</code>.
              </p>
              <p class="example">
                <code>{example}</code> <Copy text={example} name="the line for the config" />
              </p>
            </div>
          );
        }}
      </Shown>
    </Panel>
  );
}
