import { MultipartReader } from './multipart';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8_000;
const SETTLE_MS = 250;
const QUIET_MS = 15_000;

/**
 * One connection that brings the chunks of every camera on the screen. Browsers open six connections to a host, which a
 * stream per camera would soon use up. Connects again by itself.
 */
export class LiveConnection {
  private wanted = '';
  private current: AbortController | undefined;
  private settling: number | undefined;

  /** @param deliver takes each chunk */
  constructor(private readonly deliver: (sensor: string, chunk: Uint8Array) => void) {}

  /** Says which cameras are on the screen from now on. */
  watch(ids: readonly string[]): void {
    const wanted = [...ids].sort().map((id) => `sensor=${encodeURIComponent(id)}`).join('&');
    if (wanted === this.wanted) {
      return;
    }
    this.wanted = wanted;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.restart(), SETTLE_MS);
  }

  private restart(): void {
    this.current?.abort();
    this.current = undefined;
    if (this.wanted !== '') {
      this.current = new AbortController();
      void this.run(this.wanted, this.current);
    }
  }

  private async run(query: string, owner: AbortController): Promise<void> {
    let wait = FIRST_RETRY_MS;
    while (!owner.signal.aborted) {
      try {
        await this.stream(query, owner.signal, () => {
          wait = FIRST_RETRY_MS;
        });
      } catch {
        // Whatever broke it, the answer is the same: try again, ever less often.
      }
      await new Promise((resume) => setTimeout(resume, wait));
      wait = Math.min(LONGEST_RETRY_MS, wait * 2);
    }
  }

  private async stream(query: string, signal: AbortSignal, alive: () => void): Promise<void> {
    const quiet = new AbortController();
    const answer = await fetch(`/v1/live?${query}`, { signal: AbortSignal.any([signal, quiet.signal]) });
    if (!answer.ok || !answer.body) {
      throw new Error(`the live stream answered ${answer.status}`);
    }
    const parts = new MultipartReader();
    const reader = answer.body.getReader();
    let guard = setTimeout(() => quiet.abort(), QUIET_MS);
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(guard);
        guard = setTimeout(() => quiet.abort(), QUIET_MS);
        alive();
        parts.push(piece.value).forEach((part) => this.deliver(part.sensor, part.body));
      }
    } finally {
      clearTimeout(guard);
    }
  }
}
