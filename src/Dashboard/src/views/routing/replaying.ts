import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, post, reasonOf } from '../../api/client';
import type { ReplayAnswer, ReplayAsk } from '../../api/types';
import { renewed } from '../../state/live';
import type { Resource } from '../../state/resource';

/** How long the slider rests before a replay is asked for, in milliseconds. */
const rest = 250;

/** A replay, and whether another is on its way. */
export interface Replaying extends Resource<ReplayAnswer> {
  /** Whether what is shown is not yet of what is asked. */
  asking: boolean;
  /** The question that the data answers. */
  answered: ReplayAsk | null;
  /** What the gateway says against the policy that was asked with, where it is that. */
  refused: string | null;
}

/** Replays a policy over past calls, once the question rests; what came before stays until then. Of two on their way the later counts. */
export function useReplay(ask: ReplayAsk): Replaying {
  const key = JSON.stringify(ask);
  const [state, setState] = useState<{ key: string | null; answered: ReplayAsk | null; data: ReplayAnswer | null; error: string | null; refused: boolean }>({ key: null, answered: null, data: null, error: null, refused: false });
  const [again, setAgain] = useState(0);
  const first = useRef(true);
  const epoch = renewed.value;

  useEffect(() => {
    let left = false;
    const send = async (): Promise<void> => {
      try {
        const answered = JSON.parse(key) as ReplayAsk;
        const data = await post<ReplayAnswer>('/api/routing/replay', answered);
        if (!left) {
          setState({ key, answered, data, error: null, refused: false });
        }
      } catch (thrown) {
        if (!left) {
          setState((before) => ({ ...before, key, error: reasonOf(thrown), refused: thrown instanceof ApiError && thrown.status === 400 }));
        }
      }
    };
    const timer = window.setTimeout(() => void send(), first.current ? 0 : rest);
    first.current = false;
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [key, epoch, again]);

  const asking = state.key !== key;
  const refused = !asking && state.refused && ask.policy !== undefined;
  return {
    data: state.data,
    answered: state.answered,
    error: asking || refused ? null : state.error,
    refused: refused ? state.error : null,
    loading: asking && state.data === null,
    asking,
    reload: () => {
      setState((before) => ({ ...before, key: null }));
      setAgain((value) => value + 1);
    },
  };
}
