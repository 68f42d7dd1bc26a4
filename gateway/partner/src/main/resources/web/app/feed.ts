import { get, make } from './dom';
import type { FeedEvent } from './model';
import { EVENT_KINDS } from './model';
import { clock, sentence } from './words';

const SHOWN = 120;

/** What happens, newest first. The browser reconnects by itself and names the last event it has. */
export function listen(): void {
  const list = get<HTMLOListElement>('feed');
  const seen = new Set<string>();
  const source = new EventSource('/v1/events');
  const tell = (message: MessageEvent<string>): void => {
    const event = JSON.parse(message.data) as FeedEvent;
    if (seen.has(event.id)) {
      return;
    }
    seen.add(event.id);
    list.prepend(entry(event));
    get('feed-empty').hidden = true;
    while (list.children.length > SHOWN) {
      list.lastElementChild?.remove();
    }
  };
  EVENT_KINDS.forEach((kind) => source.addEventListener(kind, tell));
}

function entry(event: FeedEvent): HTMLLIElement {
  const item = make('li', event.kind);
  const time = make('time', '', clock(event.time));
  time.dateTime = event.time;
  const text = make('p');
  text.append(make('strong', '', event.sensor), ` ${sentence(event)}`);
  item.append(time, text);
  return item;
}
