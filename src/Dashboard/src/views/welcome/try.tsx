import { useState } from 'preact/hooks';
import { post, reasonOf } from '../../api/client';
import type { TryAnswer } from '../../api/types';
import { duration } from '../../format/time';
import { callLink } from '../../state/links';
import { Badge } from '../../ui/badge';
import { Choice } from '../../ui/choice';
import { Panel } from '../../ui/panel';

const apis = [
  { value: 'anthropic', name: 'Anthropic' },
  { value: 'openai', name: 'OpenAI' },
  { value: 'gemini', name: 'Gemini' },
] as const;
type Api = (typeof apis)[number]['value'];

/** Sends a call to the sandbox and shows what came back. */
export function TryIt() {
  const [api, setApi] = useState<Api>('anthropic');
  const [state, setState] = useState<{ busy: boolean; answer: TryAnswer | null; error: string | null }>({ busy: false, answer: null, error: null });
  const send = async () => {
    setState({ ...state, busy: true, error: null });
    try {
      setState({ busy: false, answer: await post<TryAnswer>('/api/try', { api }), error: null });
    } catch (thrown) {
      setState({ busy: false, answer: null, error: reasonOf(thrown) });
    }
  };
  return (
    <Panel title="Try it" note="A call to the simulator: no key, no cost, nothing leaves this machine">
      <div class="panel-body try">
        <div class="try-row">
          <Choice label="API" value={api} options={apis} onChoose={setApi} />
          <button type="button" class="button main" disabled={state.busy} onClick={() => void send()}>
            {state.busy ? 'Sending…' : 'Send a call'}
          </button>
        </div>
        <div class="try-answer" role="status" aria-live="polite">
          {state.error !== null && <p class="try-error">{state.error}</p>}
          {state.answer && (
            <>
              <p>
                <Badge tone={state.answer.status < 400 ? 'good' : 'bad'}>{state.answer.status}</Badge> in {duration(state.answer.total_ms)}. <a href={callLink(state.answer.call)}>Look at the call</a>
              </p>
              <blockquote>{state.answer.text}</blockquote>
            </>
          )}
          {state.answer === null && state.error === null && <p class="muted">Its answer will stand here.</p>}
        </div>
      </div>
    </Panel>
  );
}
