import { CameraCard } from './camera';
import { get, make } from './dom';
import { LiveConnection } from './live';
import { MicrophoneCard } from './meter';
import type { Sensor } from './model';
import { withheldOf } from './model';

/** All sensors on the page. Only cameras on the screen are streamed. */
export class Wall {
  private readonly cameras = new Map<string, CameraCard>();
  private readonly microphones = new Map<string, MicrophoneCard>();
  private readonly onScreen = new Set<string>();
  private readonly live = new LiveConnection((sensor, chunk) => this.cameras.get(sensor)?.show(chunk));
  private readonly sight = new IntersectionObserver((entries) => this.seen(entries), { rootMargin: '200px' });

  constructor() {
    document.addEventListener('visibilitychange', () => this.stream());
  }

  update(sensors: readonly Sensor[]): void {
    const cameras = sensors.filter((sensor) => sensor.kind === 'camera');
    const microphones = sensors.filter((sensor) => sensor.kind === 'microphone');
    arrange(cameras, this.cameras, get('wall'), (id) => {
      const card = new CameraCard(id);
      this.sight.observe(card.element);
      return card;
    });
    arrange(microphones, this.microphones, get('meters'), (id) => new MicrophoneCard(id));
    [...this.onScreen].filter((id) => !this.cameras.has(id)).forEach((id) => this.onScreen.delete(id));
    get('empty').hidden = sensors.length > 0;
    get('wall').parentElement?.toggleAttribute('hidden', cameras.length === 0);
    get('microphones-section').hidden = microphones.length === 0;
    tally(sensors);
    this.stream();
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const id = (entry.target as HTMLElement).dataset['sensor'] ?? '';
      if (entry.isIntersecting) {
        this.onScreen.add(id);
      } else {
        this.onScreen.delete(id);
      }
    }
    this.stream();
  }

  private stream(): void {
    this.live.watch(document.hidden ? [] : [...this.onScreen]);
  }
}

interface Card {
  readonly element: HTMLElement;
  update(sensor: Sensor): void;
  close(): void;
}

/** Makes, updates and removes cards so that they are those of the sensors, in order. */
function arrange<C extends Card>(
  sensors: readonly Sensor[],
  cards: Map<string, C>,
  place: HTMLElement,
  maker: (id: string) => C,
): void {
  const ids = new Set(sensors.map((sensor) => sensor.id));
  for (const [id, card] of cards) {
    if (!ids.has(id)) {
      card.close();
      cards.delete(id);
    }
  }
  sensors.forEach((sensor, index) => {
    const card = cards.get(sensor.id) ?? maker(sensor.id);
    cards.set(sensor.id, card);
    if (place.children[index] !== card.element) {
      place.insertBefore(card.element, place.children[index] ?? null);
    }
    card.update(sensor);
  });
}

function tally(sensors: readonly Sensor[]): void {
  const count = (state: Sensor['state']): number => sensors.filter((sensor) => sensor.state === state).length;
  const held = sensors.reduce((sum, sensor) => sum + withheldOf(sensor), 0);
  const weak = sensors.filter((sensor) => sensor.weak).length;
  const facts: readonly (readonly [string, number, string])[] = [
    ['live', count('live'), 'live'],
    ['silent', count('silent'), 'silent'],
    ['stale', count('stale'), 'stale'],
    ['weak', weak, 'weak'],
    ['suspects', sensors.reduce((sum, sensor) => sum + sensor.suspects, 0), 'suspected'],
    ['held', held, 'withheld'],
  ];
  get('tally').replaceChildren(
    ...facts
      .filter(([kind, number]) => number > 0 || kind === 'live')
      .map(([kind, number, word]) => {
        const item = make('li', kind);
        item.append(make('b', '', String(number)), ` ${word}`);
        return item;
      }),
  );
}
