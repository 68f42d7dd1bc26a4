/** Reads the little that a player must know of a fragmented-MP4 chunk (ISO/IEC 14496-12 boxes). */

export interface ChunkFacts {
  /** RFC 6381 codec string, such as avc1.42C01F. */
  readonly codec: string;
  /** Decode time of the first frame, seconds on the sensor's own clock. */
  readonly start: number;
}

interface Box {
  readonly start: number;
  readonly end: number;
}

const HEADER = 8;
const SAMPLE_DESCRIPTION_HEADER = 8;
const VISUAL_SAMPLE_ENTRY = 78;

/** Undefined if the chunk is not what the contract says: H.264 in one moov and one moof. */
export function describe(chunk: Uint8Array): ChunkFacts | undefined {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const whole: Box = { start: 0, end: view.byteLength };
  const media = descend(view, whole, 'moov', 'trak', 'mdia');
  const timescale = media && timescaleOf(view, media);
  const start = timescale && startOf(view, whole);
  const codec = media && codecOf(view, media);
  return codec === undefined || start === undefined || timescale === undefined
    ? undefined
    : { codec, start: start / timescale };
}

function timescaleOf(view: DataView, media: Box): number | undefined {
  const header = descend(view, media, 'mdhd');
  return header && view.getUint32(header.start + (view.getUint8(header.start) === 1 ? 20 : 12));
}

function startOf(view: DataView, whole: Box): number | undefined {
  const time = descend(view, whole, 'moof', 'traf', 'tfdt');
  if (!time) {
    return undefined;
  }
  const at = time.start + 4;
  return view.getUint8(time.start) === 1 ? Number(view.getBigUint64(at)) : view.getUint32(at);
}

function codecOf(view: DataView, media: Box): string | undefined {
  const table = descend(view, media, 'minf', 'stbl', 'stsd');
  const entry = table && descend(view, { start: table.start + SAMPLE_DESCRIPTION_HEADER, end: table.end }, 'avc1');
  const config = entry && descend(view, { start: entry.start + VISUAL_SAMPLE_ENTRY, end: entry.end }, 'avcC');
  if (!config) {
    return undefined;
  }
  const hex = [1, 2, 3].map((byte) => view.getUint8(config.start + byte).toString(16).padStart(2, '0'));
  return `avc1.${hex.join('').toUpperCase()}`;
}

/** The content of the first box reached by following the types. */
function descend(view: DataView, inside: Box, ...types: readonly string[]): Box | undefined {
  let box: Box | undefined = inside;
  for (const type of types) {
    box = box && child(view, box, type);
  }
  return box;
}

function child(view: DataView, inside: Box, type: string): Box | undefined {
  let at = inside.start;
  while (at + HEADER <= inside.end) {
    const size = view.getUint32(at);
    if (size < HEADER || at + size > inside.end) {
      return undefined;
    }
    if (typeAt(view, at + 4) === type) {
      return { start: at + HEADER, end: at + size };
    }
    at += size;
  }
  return undefined;
}

function typeAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
