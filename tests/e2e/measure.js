/* What is wrong with how a screen is laid out: `[kind, what, by how much]`. */
(() => {
  const page = document.querySelector('wx-page:not([hidden])');
  const room = page.getBoundingClientRect();
  const wrongs = [];
  const named = (e) => `${e.localName}.${e.className} “${e.textContent.trim().slice(0, 20)}”`;
  const isSeen = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 0;

  for (const e of page.querySelectorAll('*')) {
    if (!isSeen(e)) continue;
    const { left, right } = e.getBoundingClientRect();
    const over = Math.max(right - room.right, room.left - left);
    if (over > 0.5) wrongs.push(['sticks out', named(e), over]);
    const style = getComputedStyle(e);
    const isCut = style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
    if (isCut && !['INPUT', 'TEXTAREA'].includes(e.tagName)) wrongs.push(['is cut off', named(e), e.scrollWidth - e.clientWidth]);
  }

  const touched = 'button, a, input, [role=button], [role=link], [role=tab], [role=checkbox], [role=radio], [role=switch]';
  const isTouched = (e) => isSeen(e) && !e.disabled && !e.parentElement.closest('picker, switch') && !e.closest('[aria-hidden=true]');
  for (const e of [...document.querySelectorAll(`.phone-screen :is(${touched})`)].filter(isTouched)) {
    const { width, height } = e.getBoundingClientRect();
    if (Math.min(width, height) < 43.5) wrongs.push(['is too small to touch', named(e), `${width}×${height}`]);
  }
  if (page.scrollWidth > page.clientWidth) wrongs.push(['scrolls sideways', 'the page', page.scrollWidth - page.clientWidth]);
  return wrongs;
})()
