// How drawings look, wherever they are drawn.

/** Colours follow the theme, by day and by night. */
export const colours = { defaultFillColor: 'var(--paper)', defaultStrokeColor: 'var(--ink)', defaultLabelColor: 'var(--ink)' };

/** Letters as the page has them; by name, since the library measures them outside of the drawing. */
const fontFamily = getComputedStyle(document.body).fontFamily;
export const letters = { defaultStyle: { fontFamily, fontSize: 12 }, externalStyle: { fontFamily, fontSize: 12 } };

/** Lines are broken by the width of their letters, so both files of the font have to be there before. */
export const ready = () => Promise.all(['a', '\u1ea1'].map((letter) => document.fonts.load('12px "Be Vietnam Pro"', letter)));

/** All of a drawing, with a little room around it and never larger than drawn; nothing is under what stands at the left. */
export function fit(canvas, left = 0) {
  const { width, height } = canvas.getSize();
  if (width === 0 || height === 0) {
    return; // Hidden while it was drawn: there is nothing to measure.
  }

  canvas.zoom('fit-viewport', 'auto');
  const { inner, outer } = canvas.viewbox();
  canvas.zoom(Math.min(1, 0.92 * Math.min((outer.width - left) / inner.width, outer.height / inner.height)), 'auto');
  canvas.scroll({ dx: left / 2, dy: 0 });
}
