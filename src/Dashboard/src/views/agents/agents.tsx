import { path, query } from '../../state/place';
import { AgentList } from './agent-list';
import { SessionList } from './session-list';
import { SessionView } from './session-view';

/** Who called: agents, their sessions, and the cost tree of one session. */
export function Agents() {
  if (path.value === '/agents/session') {
    return <SessionView name={query('name')} />;
  }
  return (
    <div class="stack">
      <AgentList />
      <SessionList />
    </div>
  );
}
