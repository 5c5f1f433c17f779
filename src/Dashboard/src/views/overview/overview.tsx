import { Empty, Panel } from '../../ui/panel';

export function Overview() {
  return (
    <Panel title="Overview">
      <Empty height={200}>Not there yet.</Empty>
    </Panel>
  );
}
