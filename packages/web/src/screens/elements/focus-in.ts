// Moves the keyboard to a row of a long list.

/** To what the selector names: at once where it is drawn, so that no quick second key meets the row before; else when the list has drawn it. */
export function focusIn(list: Element | null, selector: string): void {
  const focus = (): boolean => {
    const found = list?.querySelector<HTMLElement>(selector);
    found?.focus();
    return found != null;
  };
  if (!focus()) requestAnimationFrame(focus);
}
