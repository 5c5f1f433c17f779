import { render } from 'preact';
import './style/index.css';
import { App } from './app';
import { listen } from './state/live';
import { follow } from './state/place';
import { wearTheme } from './state/theme';

wearTheme();
follow();
listen();
render(<App />, document.getElementById('page')!);
