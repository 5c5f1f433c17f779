import type { AlertsAnswer, SessionAnswer } from '../../api/types';
import { exactMoney, money } from '../../format/money';
import { compact, count, share } from '../../format/number';
import { duration, shortMoment } from '../../format/time';
import { href } from '../../state/place';
import { useResource } from '../../state/resource';
import { Copy } from '../../ui/copy';
import { Icon } from '../../ui/icon';
import { Panel, Shown } from '../../ui/panel';
import { Tile, Tiles } from '../../ui/tile';
import { CostTree } from './cost-tree';
import { loopsOf } from './loops';

/** One session: what it cost in all, and the tree of its agents and turns. */
export function SessionView({ name }: { name: string }) {
  const session = useResource<SessionAnswer>('/api/session', { name }, true);
  const alerts = useResource<AlertsAnswer>('/api/alerts', { limit: 200 });
  return (
    <div class="stack">
      <p class="crumbs">
        <a href={href('/agents')}>Agents</a> <Icon name="right" size={12} /> <span>Session</span> <code>{name}</code> <Copy text={name} name="session" />
        <a class="button quiet" href={href('/calls', { session: name })}>
          Its calls
        </a>
      </p>
      <Shown of={session} height={420} empty="No calls of this session are in the ledger." isEmpty={(data) => data.total.requests === 0}>
        {(data) => (
          <>
            <Sums of={data} />
            <Panel title="Cost tree" note="session, agents, turns">
              <CostTree key={data.session} session={data} loops={loopsOf(data, alerts.data?.alerts ?? [])} />
            </Panel>
          </>
        )}
      </Shown>
    </div>
  );
}

function Sums({ of }: { of: SessionAnswer }) {
  const { total } = of;
  return (
    <Tiles label="In short">
      <Tile name="Cost" value={money(total.cost_nano)} title={exactMoney(total.cost_nano)} detail={total.unpriced > 0 ? `at least: ${count(total.unpriced)} unpriced` : exactMoney(total.cost_nano)} />
      <Tile name="Calls" value={count(total.requests)} detail={`${count(total.errors)} with an error`} />
      <Tile name="Cache hits" value={share(total.cache_read_tokens, total.tokens_in)} detail={`${compact(total.cache_read_tokens)} tokens read`} />
      <Tile name="Tokens" value={compact(total.tokens_in + total.tokens_out)} detail={`${compact(total.tokens_in)} in, ${compact(total.tokens_out)} out`} />
      <Tile name="Lasted" value={duration(Date.parse(of.last_at) - Date.parse(of.first_at))} detail={`${shortMoment(of.first_at)} to ${shortMoment(of.last_at)}`} />
    </Tiles>
  );
}
