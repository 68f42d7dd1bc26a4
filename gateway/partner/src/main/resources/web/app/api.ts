import type { Health, Sensor, SoundWindow } from './model';

/** Asks the gateway; rejects when it does not answer in time or answers with an error. */
async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) {
    throw new Error(`${path} answered ${answer.status}`);
  }
  return (await answer.json()) as T;
}

/** How the gateway is; one that is not well answers too, with 503. */
export async function health(): Promise<Health> {
  const answer = await fetch('/q/health', { signal: AbortSignal.timeout(5_000) });
  return (await answer.json()) as Health;
}

export async function sensors(): Promise<readonly Sensor[]> {
  return (await ask<{ sensors: Sensor[] }>('/v1/sensors')).sensors;
}

export async function soundOf(id: string): Promise<readonly SoundWindow[]> {
  return (await ask<{ windows: SoundWindow[] }>(`/v1/sensors/${encodeURIComponent(id)}/sound`)).windows;
}
