/** Makes an element with a class and text; text is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  if (text) {
    element.textContent = text;
  }
  return element;
}

/** An element the page is known to have. */
export function get<E extends HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element as E;
}

/** Sets text only where it changes, so that screen readers hear what is new. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** One figure with its name, as term and description. */
export function figure(list: HTMLDListElement, name: string): HTMLElement {
  const row = make('div');
  const value = make('dd', '', '–');
  row.append(make('dt', '', name), value);
  list.append(row);
  return value;
}
