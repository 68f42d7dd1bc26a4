import type { FeedEvent, Sensor } from './model';
import { withheldOf } from './model';

/** Milliseconds as people read them. */
export function duration(millis: number | null): string {
  if (millis === null) {
    return '–';
  }
  return millis < 10_000 ? `${(millis / 1000).toFixed(2)} s` : `${Math.round(millis / 1000)} s`;
}

export function clock(time: string): string {
  return new Date(time).toLocaleTimeString(undefined, { hour12: false });
}

/** Identifiers of the API as words: no-keyframe becomes no keyframe. */
export function plain(label: string): string {
  return label.replaceAll('-', ' ');
}

export function reasons(sensor: Sensor): string {
  return Object.entries(sensor.withheld)
    .map(([reason, count]) => `${plain(reason)} ${count}`)
    .join(', ');
}

/** Why chunks were held back, as a line of its own; empty where none was. */
export function heldBack(sensor: Sensor): string {
  return withheldOf(sensor) === 0 ? '' : `Withheld on the edge: ${reasons(sensor)}`;
}

/** How many pictures the load leaves, as words; empty where it leaves all. */
export function eased(sensor: Sensor): string {
  return sensor.leftOut > 0 ? `1 of ${Math.round(1 / (1 - sensor.leftOut))} pictures` : '';
}

/** What a sensor's picture place says when there is no picture. */
export function absence(sensor: Sensor): string {
  if (sensor.state === 'stale') {
    return `No signal since ${clock(sensor.lastSeen)}`;
  }
  if (sensor.state === 'silent') {
    return withheldOf(sensor) > 0 ? `Withheld: ${reasons(sensor)}` : 'Nothing is released';
  }
  return '';
}

export function sentence(event: FeedEvent): string {
  const times = event.count > 1 ? ` (${event.count} times)` : '';
  switch (event.kind) {
    case 'sensor-appeared':
      return `${event.detail || 'sensor'} is here`;
    case 'sensor-stale':
      return 'sends nothing any more';
    case 'chunk-withheld':
      return `chunk withheld: ${plain(event.detail)}${times}`;
    case 'weak-method':
      return `uses a weak method: ${event.detail}`;
    case 'pictures-left-out':
      return 'leaves pictures out: the edge is too slow for all of them';
    case 'leak-suspected':
      return `an audit saw something uncovered${times}`;
    case 'gap':
      return event.count > 1 ? `${event.count} chunks are missing` : 'a chunk is missing';
    case 'sound-peak':
      return `loud${times}`;
  }
}
