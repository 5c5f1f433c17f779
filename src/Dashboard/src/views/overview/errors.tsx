import type { ErrorsAnswer } from '../../api/types';
import { targetName } from '../../format/key';
import { fullMoment, moment } from '../../format/time';
import { callLink } from '../../state/links';
import { href } from '../../state/place';
import { useResource } from '../../state/resource';
import { Verdict } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';

/** What went wrong upstream of late. Most of it no client saw. */
export function ErrorsPanel() {
  const errors = useResource<ErrorsAnswer>('/api/errors', { limit: 4 }, true);
  return (
    <Panel title="Recent upstream errors" className="third" actions={<a href={href('/providers')}>Providers</a>}>
      <Shown of={errors} height={178} isEmpty={(data) => data.errors.length === 0} empty={<p>No provider has refused anything.</p>}>
        {(data) => (
          <ul class="error-list">
            {data.errors.map((error) => (
              <li key={`${error.call} ${error.at} ${error.provider} ${error.key}`}>
                <a href={callLink(error.call)} title={fullMoment(error.at)}>
                  <time dateTime={error.at}>{moment(error.at)}</time>
                </a>
                <Verdict of={error.verdict} />
                <span class="error-target" title={targetName(error)}>
                  {targetName(error)}
                </span>
                <span class="error-text muted" title={error.error ?? undefined}>
                  {[error.status, error.error].filter((part) => part !== null).join(' · ') || '–'}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Panel>
  );
}
