import { post } from '../../api/client';
import { say } from '../../ui/notice';
import type { Question } from '../../ui/dialog';

/** What can be done to a provider, or to one of its keys. */
export type Act = 'drain' | 'pause' | 'resume' | 'reset';

/** The path that does it. */
export function actPath(provider: string, key: string | null, act: Act): string {
  const whose = `/api/providers/${encodeURIComponent(provider)}`;
  return key === null ? `${whose}/${act}` : `${whose}/keys/${encodeURIComponent(key)}/${act}`;
}

const until = 'It holds until you resume it, or until the gateway ends.';

function words(provider: string, key: string | null, act: Act): { title: string; text: string; yes: string; done: string } {
  const what = key === null ? provider : `the key ${key} of ${provider}`;
  switch (act) {
    case 'drain':
      return { title: `Drain ${provider}?`, text: `No further call goes to ${provider}; those under way end. Calls take the next target of their route, or wait. ${until}`, yes: 'Drain', done: `${provider} is drained.` };
    case 'pause':
      return { title: `Pause ${what}?`, text: `No further call goes out with this key; those under way end. Other keys go on. ${until}`, yes: 'Pause', done: `The key ${key} is paused.` };
    case 'resume':
      return { title: `Resume ${what}?`, text: key === null ? `Calls go to ${provider} again. Keys that were paused by themselves stay so.` : 'Calls go out with this key again.', yes: 'Resume', done: `${key === null ? provider : `The key ${key}`} takes calls again.` };
    case 'reset':
      return { title: `Reset ${what}?`, text: 'Its breakers, cooldowns and refused or used-up keys are forgotten, and the next call tries it at once. If the trouble is still there, it is learned again from that call.', yes: 'Reset', done: `${key === null ? provider : `The key ${key}`} is tried again from now on.` };
  }
}

/** The question that is asked before it is done; says so afterwards. */
export function question(provider: string, key: string | null, act: Act, after: () => void): Question {
  const { title, text, yes, done } = words(provider, key, act);
  return {
    title,
    text,
    yes,
    act: async () => {
      await post(actPath(provider, key, act));
      say(done);
      after();
    },
  };
}
