/** Names of the product's colours; the page has the same as CSS properties (`--accent`). */
export const PALETTE_NAMES = [
  ...(['surface', 'ground', 'text', 'text-soft', 'line', 'accent', 'accent-soft'] as const),
  ...(['good', 'good-soft', 'bad', 'bad-soft', 'busy', 'busy-soft', 'neutral'] as const),
] as const;

export type Palette = Readonly<Record<(typeof PALETTE_NAMES)[number], string>>;

/** Text has a contrast of 4.5:1 at least on `surface`, `ground` and its own soft colour (WCAG 2.2, AA). */
export const LIGHT: Palette = {
  ...{ surface: '#ffffff', ground: '#f5f6f4', text: '#1c2523', 'text-soft': '#5d6966', line: '#dfe4e1' },
  ...{ accent: '#0d7a6f', 'accent-soft': '#d5ebe7', good: '#23703d', 'good-soft': '#e3f2e8' },
  ...{ bad: '#b23324', 'bad-soft': '#fbe9e6', busy: '#855a00', 'busy-soft': '#fbf0d9', neutral: '#8a9693' },
};

export const DARK: Palette = {
  ...{ surface: '#182120', ground: '#101615', text: '#e6edea', 'text-soft': '#9daaa6', line: '#2b3735' },
  ...{ accent: '#3fb8a8', 'accent-soft': '#1d3f3a', good: '#6bcb8b', 'good-soft': '#173626' },
  ...{ bad: '#f08b7b', 'bad-soft': '#41221d', busy: '#dba540', 'busy-soft': '#3b2f15', neutral: '#7c8986' },
};
