import './page.css';
import { sensors } from './api';
import { get, say } from './dom';
import { listen } from './feed';
import { keepWell } from './health';
import { theme } from './theme';
import { Wall } from './wall';

const EVERY_MS = 1_000;

async function keepLooking(wall: Wall): Promise<never> {
  const notice = get('notice');
  for (;;) {
    try {
      wall.update(await sensors());
      notice.hidden = true;
    } catch {
      say(notice, 'The gateway does not answer. Trying again …');
      notice.hidden = false;
    }
    await new Promise((resume) => setTimeout(resume, EVERY_MS));
  }
}

theme();
listen();
void keepWell();
void keepLooking(new Wall());
