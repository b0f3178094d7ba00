/** Relative luminance of a colour `#rrggbb`, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of a colour with white, 1 to 21 (WCAG 2.2); NaN of what is no colour. */
export const contrastWithWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

/** The colour with so much white in it that text of it can be read on a dark ground (at least 4.5 to 1 with #1a1d21). */
export function readableOnDark(colour: string): string {
  const ground = luminance('#1a1d21') + 0.05;
  for (let white = 0; white <= 1; white += 0.05) {
    const mixed = mixWithWhite(colour, white);
    if ((luminance(mixed) + 0.05) / ground >= 4.5) return mixed;
  }
  return '#ffffff';
}

const mixWithWhite = (colour: string, share: number): string =>
  `#${[1, 3, 5]
    .map((at) => {
      const channel = Number.parseInt(colour.slice(at, at + 2), 16);
      return Math.round(channel + (255 - channel) * share)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')}`;
