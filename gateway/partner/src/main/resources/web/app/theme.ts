import { get } from './dom';

const KEY = 'bauta-theme';

/** Dark or light: as the system has it until somebody chooses. The choice stays in this browser and is never sent. */
export function theme(): void {
  const button = get<HTMLButtonElement>('theme');
  const system = matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    const chosen = localStorage.getItem(KEY) ?? (system.matches ? 'light' : 'dark');
    document.documentElement.dataset['theme'] = chosen;
    const other = chosen === 'light' ? 'dark' : 'light';
    button.textContent = `${other.charAt(0).toUpperCase()}${other.slice(1)}`;
    button.setAttribute('aria-label', `${button.textContent}: switch to the ${other} colours`);
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, document.documentElement.dataset['theme'] === 'light' ? 'dark' : 'light');
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
