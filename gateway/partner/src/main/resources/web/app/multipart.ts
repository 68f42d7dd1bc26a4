/** Takes a multipart stream (RFC 2046) apart as it arrives. */

export interface Part {
  readonly sensor: string;
  readonly body: Uint8Array;
}

const CR = 13;
const LF = 10;

/** Feeds on bytes in pieces of any size and gives each part once it is whole. */
export class MultipartReader {
  private rest: Uint8Array = new Uint8Array(0);

  push(piece: Uint8Array): Part[] {
    this.rest = joined(this.rest, piece);
    const parts: Part[] = [];
    for (let part = this.next(); part; part = this.next()) {
      parts.push(part);
    }
    return parts;
  }

  private next(): Part | undefined {
    const headEnd = endOfHead(this.rest);
    if (headEnd < 0) {
      return undefined;
    }
    const head = new TextDecoder().decode(this.rest.subarray(0, headEnd));
    const length = Number(header(head, 'content-length') ?? Number.NaN);
    const sensor = header(head, 'bauta-sensor');
    if (!Number.isSafeInteger(length) || length < 0 || sensor === undefined) {
      throw new Error('the live stream is not what it should be');
    }
    if (this.rest.length < headEnd + length) {
      return undefined;
    }
    const body = this.rest.slice(headEnd, headEnd + length);
    this.rest = this.rest.slice(headEnd + length);
    return { sensor, body };
  }
}

function header(head: string, name: string): string | undefined {
  const line = head.split('\r\n').find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** Where the body begins: after the first empty line; -1 if that has not come yet. */
function endOfHead(bytes: Uint8Array): number {
  for (let i = 3; i < bytes.length; i++) {
    if (bytes[i] === LF && bytes[i - 1] === CR && bytes[i - 2] === LF && bytes[i - 3] === CR) {
      return i + 1;
    }
  }
  return -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) {
    return b;
  }
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
