import { figure, make, say } from './dom';
import type { Sensor } from './model';
import { withheldOf } from './model';
import { Player } from './player';
import { absence, duration, eased, heldBack } from './words';

/** One camera on the wall. */
export class CameraCard {
  readonly element = make('article', 'camera card');
  private readonly video = make('video');
  private readonly veil = make('p', 'veil');
  private readonly weak = make('span', 'mark weak', 'Weak method');
  private readonly held = make('span', 'mark held');
  private readonly eased = make('span', 'mark eased');
  private readonly suspects = make('span', 'mark suspects');
  private readonly state = make('span', 'state');
  private readonly motion = make('div', 'motion');
  private readonly why = make('p', 'why');
  private readonly figures: Record<'rate' | 'latency' | 'size' | 'policy' | 'held', HTMLElement>;
  private readonly player = new Player(this.video);

  constructor(readonly id: string) {
    const title = make('h3', '', id);
    title.id = `sensor-${id}`;
    this.element.setAttribute('aria-labelledby', title.id);
    this.element.dataset['sensor'] = id;
    this.video.setAttribute('aria-label', `Live anonymised picture of ${id}`);
    const marks = make('div', 'marks');
    marks.append(this.weak, this.held, this.eased, this.suspects);
    this.weak.hidden = this.held.hidden = this.eased.hidden = this.suspects.hidden = true;
    this.eased.title = 'The edge is too slow for every picture. All are looked at, not all are released.';
    this.suspects.title = 'A second detector on the edge saw something in released pictures that nothing covers. It may err.';
    this.weak.title = 'This policy uses a method that is known to be reversible.';
    const picture = make('div', 'picture');
    picture.append(this.video, this.veil, marks, this.motion);
    this.motion.setAttribute('role', 'meter');
    this.motion.setAttribute('aria-label', 'Motion');
    this.motion.setAttribute('aria-valuemin', '0');
    this.motion.setAttribute('aria-valuemax', '100');
    const head = make('header');
    head.append(title, this.state, this.enlarge());
    const list = make('dl', 'figures');
    this.figures = {
      rate: figure(list, 'Frames'),
      latency: figure(list, 'Delay'),
      size: figure(list, 'Size'),
      held: figure(list, 'Withheld'),
      policy: figure(list, 'Policy'),
    };
    this.element.append(picture, head, list, this.why);
    this.video.addEventListener('playing', () => this.element.classList.add('playing'));
    say(this.veil, 'Waiting for the picture …');
  }

  show(chunk: Uint8Array): void {
    this.player.append(chunk);
  }

  update(sensor: Sensor): void {
    const held = withheldOf(sensor);
    this.element.dataset['state'] = sensor.state;
    say(this.state, sensor.state);
    const missing = absence(sensor);
    this.element.classList.toggle('absent', missing !== '');
    say(this.veil, missing || 'Waiting for the picture …');
    this.weak.hidden = !sensor.weak;
    this.held.hidden = held === 0;
    say(this.held, `${held} withheld`);
    this.eased.hidden = sensor.leftOut === 0;
    say(this.eased, eased(sensor));
    this.suspects.hidden = sensor.suspects === 0;
    say(this.suspects, `${sensor.suspects} suspected`);
    say(this.why, heldBack(sensor));
    this.why.hidden = held === 0;
    say(this.figures.rate, sensor.framesPerSecond === null ? '–' : `${sensor.framesPerSecond.toFixed(0)} / s`);
    say(this.figures.latency, duration(sensor.latency.p50Ms));
    this.figures.latency.title = `99 of 100 within ${duration(sensor.latency.p99Ms)}`;
    say(this.figures.size, sensor.flow?.width ? `${sensor.flow.width} × ${sensor.flow.height}` : '–');
    say(this.figures.held, held === 0 ? 'none' : `${held} of ${held + sensor.released}`);
    say(this.figures.policy, sensor.policy ?? '–');
    this.figures.policy.title = sensor.methods.join(', ');
    this.moves(sensor.flow?.motionLevel ?? 0);
  }

  close(): void {
    this.player.close();
    this.element.remove();
  }

  /** Street scenes move a few hundredths of full scale, so the bar shows the square root. */
  private moves(level: number): void {
    const share = Math.min(100, Math.round(Math.sqrt(level) * 250));
    this.motion.style.setProperty('--level', `${share}%`);
    this.motion.setAttribute('aria-valuenow', String(share));
    this.motion.title = `Motion ${level.toFixed(4)}`;
  }

  private enlarge(): HTMLButtonElement {
    const button = make('button', 'quiet', 'Enlarge');
    button.type = 'button';
    button.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-label', `Enlarge ${this.id}`);
    button.addEventListener('click', () => {
      const large = this.element.classList.toggle('large');
      button.setAttribute('aria-pressed', String(large));
      say(button, large ? 'Reduce' : 'Enlarge');
      this.element.scrollIntoView({ block: 'nearest' });
    });
    return button;
  }
}
