/** What the gateway's API says; see /q/openapi. */

export interface FlowWindow {
  readonly windowStart: string;
  readonly motionLevel: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
}

export interface SoundWindow {
  readonly windowStart: string;
  readonly levelDbfs: number;
  readonly peakDbfs: number;
  readonly silent: boolean;
}

export interface Sensor {
  readonly id: string;
  readonly kind: 'camera' | 'microphone';
  readonly state: 'live' | 'silent' | 'stale';
  readonly lastSeen: string;
  readonly policy: string | null;
  readonly methods: readonly string[];
  readonly weak: boolean;
  readonly chunks: number;
  readonly missing: number;
  readonly released: number;
  readonly leftOut: number;
  readonly suspects: number;
  readonly withheld: Readonly<Record<string, number>>;
  readonly latency: { readonly lastMs: number | null; readonly p50Ms: number | null; readonly p99Ms: number | null };
  readonly framesPerSecond: number | null;
  readonly flow: FlowWindow | null;
  readonly sound: SoundWindow | null;
  readonly live: string | null;
}

/** MicroProfile Health's answer; see /q/health. */
export interface Health {
  readonly status: 'UP' | 'DOWN';
  readonly checks: readonly { readonly name: string; readonly status: 'UP' | 'DOWN' }[];
}

export interface FeedEvent {
  readonly id: string;
  readonly time: string;
  readonly kind: EventKind;
  readonly sensor: string;
  readonly count: number;
  readonly detail: string;
}

export const EVENT_KINDS = [
  'sensor-appeared',
  'sensor-stale',
  'chunk-withheld',
  'weak-method',
  'pictures-left-out',
  'leak-suspected',
  'gap',
  'sound-peak',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** All chunks of a sensor that were withheld. */
export function withheldOf(sensor: Sensor): number {
  return Object.values(sensor.withheld).reduce((sum, count) => sum + count, 0);
}
