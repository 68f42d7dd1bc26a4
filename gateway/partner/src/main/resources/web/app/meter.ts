import { soundOf } from './api';
import { figure, make, say } from './dom';
import type { Sensor, SoundWindow } from './model';
import { withheldOf } from './model';
import { absence, duration, heldBack } from './words';

const QUIETEST = -72;
const HISTORY = 60;
const SVG = 'http://www.w3.org/2000/svg';

/** One microphone: its level now and over the last minute. */
export class MicrophoneCard {
  readonly element = make('article', 'microphone card');
  private readonly state = make('span', 'state');
  private readonly weak = make('span', 'mark weak', 'Weak method');
  private readonly level = make('div', 'level');
  private readonly reading = make('p', 'reading');
  private readonly why = make('p', 'why');
  private readonly line = document.createElementNS(SVG, 'path');
  private readonly figures: Record<'latency' | 'held' | 'policy', HTMLElement>;
  private history: SoundWindow[] = [];

  constructor(readonly id: string) {
    const title = make('h3', '', id);
    title.id = `sensor-${id}`;
    this.element.setAttribute('aria-labelledby', title.id);
    this.element.dataset['sensor'] = id;
    this.level.setAttribute('role', 'meter');
    this.level.setAttribute('aria-label', `Sound level of ${id} in dBFS`);
    this.level.setAttribute('aria-valuemin', String(QUIETEST));
    this.level.setAttribute('aria-valuemax', '0');
    this.weak.hidden = true;
    this.weak.title = 'This policy uses a method that is known to be reversible.';
    const chart = document.createElementNS(SVG, 'svg');
    chart.setAttribute('viewBox', `0 0 ${HISTORY - 1} 100`);
    chart.setAttribute('preserveAspectRatio', 'none');
    chart.setAttribute('aria-hidden', 'true');
    chart.append(this.line);
    const head = make('header');
    head.append(title, this.weak, this.state);
    const list = make('dl', 'figures');
    this.figures = {
      latency: figure(list, 'Delay'),
      held: figure(list, 'Withheld'),
      policy: figure(list, 'Policy'),
    };
    this.element.append(head, this.level, this.reading, chart, list, this.why);
    void this.recall();
  }

  update(sensor: Sensor): void {
    this.element.dataset['state'] = sensor.state;
    say(this.state, sensor.state);
    this.weak.hidden = !sensor.weak;
    const held = withheldOf(sensor);
    say(this.why, heldBack(sensor));
    this.why.hidden = held === 0;
    say(this.figures.latency, duration(sensor.latency.p50Ms));
    say(this.figures.held, held === 0 ? 'none' : `${held} of ${held + sensor.released}`);
    say(this.figures.policy, sensor.policy ?? '–');
    this.figures.policy.title = sensor.methods.join(', ');
    if (sensor.sound && sensor.sound.windowStart !== this.history.at(-1)?.windowStart) {
      this.history = [...this.history, sensor.sound].slice(-HISTORY);
    }
    this.draw(absence(sensor));
  }

  close(): void {
    this.element.remove();
  }

  private async recall(): Promise<void> {
    try {
      this.history = [...(await soundOf(this.id))].slice(-HISTORY);
    } catch {
      // The line then begins now.
    }
  }

  private draw(missing: string): void {
    const now = missing === '' ? this.history.at(-1) : undefined;
    const muted = now?.silent ?? false;
    this.level.classList.toggle('muted', muted || !now);
    this.level.style.setProperty('--level', `${height(now?.levelDbfs ?? QUIETEST)}%`);
    this.level.style.setProperty('--peak', `${height(now?.peakDbfs ?? QUIETEST)}%`);
    this.level.setAttribute('aria-valuenow', String(Math.round(Math.max(QUIETEST, now?.levelDbfs ?? QUIETEST))));
    say(this.reading, missing || (now ? words(now) : 'Waiting for the first second …'));
    const offset = HISTORY - this.history.length;
    const points = this.history.map((window, i) => `${offset + i} ${100 - height(window.levelDbfs)}`);
    this.line.setAttribute('d', points.length > 1 ? `M${offset} 100L${points.join('L')}L${HISTORY - 1} 100Z` : '');
  }
}

function words(window: SoundWindow): string {
  return window.silent
    ? 'Silence, as the policy says or as it is'
    : `${window.levelDbfs.toFixed(0)} dBFS, peak ${window.peakDbfs.toFixed(0)}`;
}

function height(dbfs: number): number {
  return Math.round(Math.min(1, Math.max(0, 1 - dbfs / QUIETEST)) * 100);
}
