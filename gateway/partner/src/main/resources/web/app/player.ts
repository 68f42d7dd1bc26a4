import { describe } from './mp4';

/** Seconds behind the newest frame that playing aims at; a chunk is half a second long and comes whole. */
const WANTED_LAG = 0.9;
const HURRY_LAG = 1.8;
const JUMP_LAG = 4;
const HURRY_RATE = 1.1;
const KEEP_BEHIND = 10;
const MOST_QUEUED = 12;
const WATCH_MS = 400;

interface Queued {
  readonly chunk: Uint8Array;
  readonly codec: string;
}

/**
 * Plays the chunks of one camera as they come (Media Source Extensions) and stays near the newest frame: a little too
 * late plays a little faster, much too late jumps; holes are jumped over; a new clock or picture size starts anew.
 */
export class Player {
  private source: MediaSource | undefined;
  private buffer: SourceBuffer | undefined;
  private bufferCodec = '';
  private lastStart = -1;
  private queue: Queued[] = [];
  private readonly watch: number;

  constructor(private readonly video: HTMLVideoElement) {
    video.muted = true;
    video.playsInline = true;
    video.disablePictureInPicture = false;
    this.watch = setInterval(() => this.look(), WATCH_MS);
  }

  append(chunk: Uint8Array): void {
    const facts = describe(chunk);
    if (!facts || facts.start === this.lastStart) {
      return;
    }
    const startsAnew = facts.start < this.lastStart || this.video.error !== null;
    if (!this.source || startsAnew) {
      this.open();
    }
    this.lastStart = facts.start;
    this.queue.push({ chunk, codec: facts.codec });
    if (this.queue.length > MOST_QUEUED) {
      this.queue.shift();
    }
    this.feed();
  }

  close(): void {
    clearInterval(this.watch);
    this.release();
  }

  private open(): void {
    this.release();
    const source = new MediaSource();
    this.source = source;
    this.video.src = URL.createObjectURL(source);
    source.addEventListener('sourceopen', () => {
      URL.revokeObjectURL(this.video.src);
      this.feed();
    }, { once: true });
  }

  private release(): void {
    this.queue = [];
    this.buffer = undefined;
    this.source = undefined;
    this.lastStart = -1;
    this.video.removeAttribute('src');
  }

  private feed(): void {
    if (this.source?.readyState !== 'open') {
      return;
    }
    const next = this.buffer?.updating ? undefined : this.queue.shift();
    if (!next || !MediaSource.isTypeSupported(mime(next.codec))) {
      return;
    }
    try {
      this.buffer ??= this.addBuffer(this.source, next.codec);
      if (next.codec !== this.bufferCodec) {
        this.buffer.changeType(mime(next.codec));
      }
      this.bufferCodec = next.codec;
      this.buffer.appendBuffer(next.chunk as Uint8Array<ArrayBuffer>);
    } catch {
      // The quota is full or the buffer is gone: begin anew with the next chunk.
      this.release();
    }
  }

  private addBuffer(source: MediaSource, codec: string): SourceBuffer {
    const buffer = source.addSourceBuffer(mime(codec));
    this.bufferCodec = codec;
    buffer.addEventListener('updateend', () => {
      this.look();
      this.trim(buffer);
      this.feed();
    });
    return buffer;
  }

  private trim(buffer: SourceBuffer): void {
    const ranges = this.video.buffered;
    if (!buffer.updating && ranges.length > 0 && ranges.start(0) < this.video.currentTime - 2 * KEEP_BEHIND) {
      buffer.remove(0, this.video.currentTime - KEEP_BEHIND);
    }
  }

  /** Keeps near the newest frame and out of holes. */
  private look(): void {
    const ranges = this.video.buffered;
    if (ranges.length === 0) {
      return;
    }
    const edge = ranges.end(ranges.length - 1);
    const newest = ranges.start(ranges.length - 1);
    const lag = edge - this.video.currentTime;
    if (lag > JUMP_LAG || lag < 0 || !this.playable(ranges)) {
      this.video.currentTime = Math.max(newest, edge - WANTED_LAG);
    }
    const rate = lag > HURRY_LAG ? HURRY_RATE : lag < WANTED_LAG ? 1 : this.video.playbackRate;
    if (rate !== this.video.playbackRate) {
      this.video.playbackRate = rate;
    }
    if (this.video.paused) {
      void this.video.play().catch(() => undefined);
    }
  }

  /** Whether playing can go on from where it is, or has just used up what there is. */
  private playable(ranges: TimeRanges): boolean {
    const now = this.video.currentTime;
    for (let i = 0; i < ranges.length; i++) {
      const last = i === ranges.length - 1;
      if (now >= ranges.start(i) && (now < ranges.end(i) - 0.05 || (last && now <= ranges.end(i)))) {
        return true;
      }
    }
    return false;
  }
}

function mime(codec: string): string {
  return `video/mp4; codecs="${codec}"`;
}
