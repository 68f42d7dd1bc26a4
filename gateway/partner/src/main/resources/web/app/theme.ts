import { get } from './dom';

const KEY = 'bauta-theme';

/** Dark or light: as the system has it until somebody chooses. The choice stays in this browser and is never sent. */
export function theme(): void {
  const button = get<HTMLButtonElement>('theme');
  const system = matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    const chosen = localStorage.getItem(KEY) ?? (system.matches ? 'light' : 'dark');
    document.documentElement.dataset['theme'] = chosen;
    button.textContent = chosen === 'light' ? 'Dark' : 'Light';
  };
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, document.documentElement.dataset['theme'] === 'light' ? 'dark' : 'light');
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
