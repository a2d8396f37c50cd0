// Rows of links that scroll sideways where there is no room for them.

/**
 * Scrolls a link into the middle of the row it stands in; the page itself does not move.
 * @example <a aria-current="page" ref={inSight}>
 */
export function inSight(link: HTMLAnchorElement | null): void {
  const row = link?.closest('nav');
  if (link == null || row == null) return;
  row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
