// What is wrong with the layout of an open page, found in the page itself by measuring its texts.

/**
 * Runs in the page. Tells of sideways scrolling, texts that lie over each other, and texts that are cut off or
 * run out of the page. Texts hidden on purpose (for screen readers, or folded away) are left out.
 */
export function layoutProblems() {
  const SLACK = 2;
  const width = document.documentElement.clientWidth;
  const problems = [];
  const scrolls = document.documentElement.scrollWidth - width;
  const clips = new Map();
  const boxes = collectBoxes();
  if (scrolls > 0) problems.push(`scrolls sideways by ${scrolls} px${widest()}`);
  overlaps().forEach(([a, b]) => problems.push(`${quote(a)} lies over ${quote(b)}`));
  return [...new Set(problems)];

  function quote(box) {
    return `“${box.text}” at ${Math.round(box.left)},${Math.round(box.top)}`;
  }

  function widest() {
    const wide = [...document.body.querySelectorAll('*')].find((element) => {
      return element.getBoundingClientRect().right > width + 1 && !clipOf(element).scrolls;
    });
    return wide ? `: ${wide.outerHTML.slice(0, 100)}` : '';
  }

  function collectBoxes() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const isShown = node.data.trim() !== '' && !element.closest('script, style, noscript, title, desc, option')
        && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
      if (isShown) found.push(...boxesOf(node, element));
    }
    return found;
  }

  function boxesOf(node, element) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const clip = clipOf(element);
    if (clip.isHiddenOnPurpose) return [];
    const text = node.data.trim().replace(/\s+/g, ' ').slice(0, 24);
    return [...range.getClientRects()].flatMap((rect) => {
      if (rect.width < 1 || rect.right <= 0) return [];
      if (!clip.scrolls && !element.closest('svg') && rect.right > width + SLACK) {
        problems.push(`“${text}” runs out of the page by ${Math.round(rect.right - width)} px`);
      }
      const cut = Math.max(rect.right - clip.right, clip.left - rect.left);
      const low = Math.max(rect.bottom - clip.bottom, clip.top - rect.top);
      if (!clip.scrolls && (cut > SLACK || low > rect.height / 3)) {
        problems.push(`“${text}” is cut off in ${clip.by}`);
        return [];
      }
      // The box of a line of Han is half as high again as its characters.
      const less = rect.height * 0.16;
      const box = { node, text, left: rect.left, right: rect.right, top: rect.top + less, bottom: rect.bottom - less };
      const isScrolledAway = box.left >= clip.right || box.top >= clip.bottom || box.right <= clip.left;
      return isScrolledAway ? [] : [box];
    });
  }

  // The rectangle in which an element can be seen, from its ancestors that clip.
  function clipOf(element) {
    if (!element || element === document.documentElement) {
      return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity, scrolls: false, by: '' };
    }
    if (clips.has(element)) return clips.get(element);
    const style = getComputedStyle(element);
    const rect = element.getBoundingClientRect();
    const outer = clipOf(element.parentElement);
    const isTiny = rect.width <= 1.5 || rect.height <= 1.5;
    const isClipping = element !== document.body && !element.closest('svg')
      && (style.overflowX !== 'visible' || style.overflowY !== 'visible') && style.display !== 'inline';
    const isHiddenOnPurpose = outer.isHiddenOnPurpose || (isClipping && isTiny) || rect.right <= 0
      || /inset\((50|100)%/.test(style.clipPath) || style.clip === 'rect(0px, 0px, 0px, 0px)'
      || style.clip === 'rect(1px, 1px, 1px, 1px)';
    const clip = { ...outer, isHiddenOnPurpose };
    if (isClipping) {
      const scrolls = [style.overflowX, style.overflowY].some((value) => value === 'auto' || value === 'scroll');
      const isShortened = style.webkitLineClamp !== 'none' && style.webkitLineClamp !== undefined;
      Object.assign(clip, {
        left: Math.max(outer.left, rect.left),
        right: Math.min(outer.right, rect.right),
        top: Math.max(outer.top, rect.top),
        bottom: Math.min(outer.bottom, rect.bottom),
        scrolls: outer.scrolls || scrolls || isShortened,
        by: element.cloneNode().outerHTML.slice(0, 80),
      });
    }
    clips.set(element, clip);
    return clip;
  }

  function overlaps() {
    const pairs = [];
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((box, index) => {
      for (let next = index + 1; next < boxes.length && boxes[next].top < box.bottom - SLACK; next += 1) {
        const other = boxes[next];
        const beside = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        if (beside > SLACK && other.node !== box.node) pairs.push([box, other]);
      }
    });
    return pairs.slice(0, 10);
  }
}
