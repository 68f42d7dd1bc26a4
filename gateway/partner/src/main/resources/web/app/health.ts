import { health } from './api';
import { get, say } from './dom';

const EVERY_MS = 3_000;

/** Says in the head of the page whether the gateway is well, and what is not. */
export async function keepWell(): Promise<never> {
  const badge = get<HTMLAnchorElement>('health');
  for (;;) {
    const faults = await unwell();
    badge.dataset['health'] = faults.length === 0 ? 'well' : 'unwell';
    say(badge, faults.length === 0 ? 'All well' : faults.join(', '));
    await new Promise((resume) => setTimeout(resume, EVERY_MS));
  }
}

async function unwell(): Promise<readonly string[]> {
  try {
    const now = await health();
    const faults = now.checks.filter((check) => check.status === 'DOWN').map((check) => named(check.name));
    return now.status === 'UP' ? [] : [...new Set(faults.length > 0 ? faults : ['not well'])];
  } catch {
    return ['Gateway away'];
  }
}

/** The messaging checks are about the one broker the gateway reads. */
function named(check: string): string {
  return check.includes('Messaging') ? 'Fog broker away' : `Not well: ${check}`;
}
