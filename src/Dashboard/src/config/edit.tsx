import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, get, post, reasonOf } from '../api/client';
import type { ConfigAnswer, ConfigChange, ConfigEditAnswer } from '../api/types';
import type { Resource } from '../state/resource';
import { say } from '../ui/notice';
import { holdsMask, isOutOfReach } from './changes';
import { Preview, Stale } from './preview';

/** What a person wants to change in the config. */
export interface Proposal {
  title: string;
  changes: readonly ConfigChange[];
  /** After it was written. */
  done?: () => void;
}

/** How the config is edited everywhere on the page: the difference is shown first, then it is written. */
export interface Edit {
  /** Shows what would change; the promise brings what is wrong, or nothing. */
  propose: (proposal: Proposal) => Promise<readonly string[]>;
  /** Shows what taking back the page's last edit would change. */
  undo: () => Promise<readonly string[]>;
  busy: boolean;
  /** To be shown somewhere in the view. */
  dialog: VNode | null;
}

interface Asked {
  title: string;
  yes: string;
  path: string;
  body: { changes?: readonly ConfigChange[] };
  hash: string;
  done: (() => void) | undefined;
}

type Shown = { asked: Asked; answer: ConfigEditAnswer | null };

/** Proposes, previews, applies and undoes edits of the file that `config` has shown. */
export function useEdit(config: Resource<ConfigAnswer>): Edit {
  const [shown, setShown] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const preview = async (asked: Asked): Promise<readonly string[]> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await post<ConfigEditAnswer>(asked.path, { ...asked.body, hash: asked.hash, preview: true });
      setShown(answer.problems.length > 0 ? null : { asked, answer });
      return answer.problems;
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status === 409) {
        setShown({ asked, answer: null });
        return [];
      }
      return [reasonOf(thrown)];
    } finally {
      setBusy(false);
    }
  };

  const apply = async ({ asked }: Shown): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await post<ConfigEditAnswer>(asked.path, { ...asked.body, hash: asked.hash, preview: false });
      if (answer.problems.length > 0 || !answer.written) {
        setError(answer.problems.join(' ') || 'Nothing was written.');
        return;
      }
      setShown(null);
      say('Written. The running gateway takes it up by itself.');
      asked.done?.();
      config.reload();
    } catch (thrown) {
      if (thrown instanceof ApiError && thrown.status === 409) {
        setShown({ asked, answer: null });
      } else {
        setError(reasonOf(thrown, 'It could not be written.'));
      }
    } finally {
      setBusy(false);
    }
  };

  const again = async (asked: Asked): Promise<void> => {
    setBusy(true);
    try {
      const fresh = await get<ConfigAnswer>('/api/config');
      config.reload();
      const problems = await preview({ ...asked, hash: fresh.hash });
      if (problems.length > 0) {
        setShown(null);
        say(problems.join(' '), 'bad');
      }
    } catch (thrown) {
      setError(reasonOf(thrown, 'The file could not be read anew.'));
      setBusy(false);
    }
  };

  const close = () => {
    setShown(null);
    setError(null);
  };
  const hash = config.data?.hash ?? '';
  return {
    propose: ({ title, changes, done }) => {
      const wrong = refused(changes);
      return wrong.length > 0 ? Promise.resolve(wrong) : preview({ title, yes: 'Apply', path: '/api/config', body: { changes }, hash, done });
    },
    undo: () => preview({ title: 'Undo the last edit', yes: 'Undo', path: '/api/config/undo', body: {}, hash, done: undefined }),
    busy,
    dialog:
      shown === null ? null : shown.answer === null ? (
        <Stale error={error} busy={busy} onAgain={() => void again(shown.asked)} onClose={close} />
      ) : (
        <Preview title={shown.asked.title} yes={shown.asked.yes} file={config.data?.path ?? 'config.json'} diff={shown.answer.diff} error={error} busy={busy} onApply={() => void apply(shown)} onClose={close} />
      ),
  };
}

/** What is not even asked of the gateway. */
export function refused(changes: readonly ConfigChange[]): string[] {
  const name = (change: ConfigChange): string => change.path.join('.');
  return [
    ...changes.filter((change) => isOutOfReach(change.path)).map((change) => `${name(change)} is changed in the file only, not on this page.`),
    ...changes.filter((change) => holdsMask(change.value)).map((change) => `${name(change)} holds a secret that is not shown here; change it in the file.`),
  ];
}
