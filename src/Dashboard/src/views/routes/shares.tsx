import type { RouteRow } from '../../api/types';
import { targetName } from '../../format/key';
import { plural, share } from '../../format/number';
import { href } from '../../state/place';
import { parts } from '../../ui/parts';
import { groupsOf, targetColours } from './targets';

/** Where each route's calls went, as parts of a whole. */
export function Shares({ rows }: { rows: readonly RouteRow[] }) {
  const colours = targetColours(rows);
  return (
    <ul class="shares">
      {groupsOf(rows).map((group) => (
        <li key={group.route}>
          <div class="shares-head">
            {group.route === '' ? <span class="muted">no route</span> : <a class="cut" title={group.route} href={href('/calls', { route: group.route })}>{group.route}</a>}
            <span class="muted">
              {plural(group.requests, 'call')}
              {group.fallbacks > 0 && `, ${plural(group.fallbacks, 'by a fallback', 'by fallbacks')}`}
            </span>
          </div>
          <div class="share-whole" aria-hidden="true">
            {parts(group.targets.map((row) => row.requests)).map(({ from, width }, at) => {
              const name = targetName(group.targets[at]!);
              return <i key={at} class={`series-${colours.get(name)}`} style={{ transform: `translateX(${from * 100}%) scaleX(${width})` }} title={`${name}: ${share(group.targets[at]!.requests, group.requests)}`} />;
            })}
          </div>
          <ul class="legend">
            {group.targets.slice(0, 6).map((row, place) => (
              <li key={place}>
                <i class={`key series-${colours.get(targetName(row))}`} />
                <span class="cut" title={targetName(row)}>
                  {targetName(row)}
                </span>
                <b>{share(row.requests, group.requests)}</b>
              </li>
            ))}
            {group.targets.length > 6 && <li>and {plural(group.targets.length - 6, 'more', 'more')}</li>}
          </ul>
        </li>
      ))}
    </ul>
  );
}
