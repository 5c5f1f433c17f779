import './style/index.css';
import { render } from 'preact';
import { get } from './api/client';
import type { StorageAnswer } from './api/types';
import { App } from './app';
import { listen } from './state/live';
import { follow } from './state/place';
import { fit } from './state/range';
import { wearTheme } from './state/theme';

wearTheme();
follow();
listen();

// Not every view knows how old the ledger is.
void get<StorageAnswer>('/api/storage').then(({ first_call_at }) => fit(first_call_at), () => {});
const place = document.getElementById('page')!;
place.replaceChildren();
render(<App />, place);
