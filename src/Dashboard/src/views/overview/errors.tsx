import type { ErrorsAnswer } from '../../api/types';
import { targetName } from '../../format/key';
import { href } from '../../state/place';
import { useResource } from '../../state/resource';
import { Verdict } from '../../ui/badge';
import { Panel, Shown } from '../../ui/panel';
import { Mishaps } from './mishaps';

/** What went wrong upstream of late. Most of it no client saw. */
export function ErrorsPanel() {
  const errors = useResource<ErrorsAnswer>('/api/errors', { limit: 4 }, true);
  return (
    <Panel title="Recent upstream errors" className="third" actions={<a href={href('/providers')}>Providers</a>}>
      <Shown of={errors} height={178} isEmpty={(data) => data.errors.length === 0} empty={<p>No provider has refused anything.</p>}>
        {(data) => <Mishaps of={data.errors.map((error) => ({ ...error, key: `${error.call} ${error.at} ${error.provider} ${error.key}`, badge: <Verdict of={error.verdict} />, what: targetName(error) }))} />}
      </Shown>
    </Panel>
  );
}
