import { saveFile } from '../design/save-file.ts';

/** Twice the size on the screen, for print and slides. */
const PNG_SCALE = 2;

export const saveSvg = (name: string, svg: string): void =>
  saveFile(`${name}.svg`, new Blob([svg], { type: 'image/svg+xml' }));

/** Draws the SVG onto a canvas with the page's ground, and saves that. */
export async function savePng(name: string, svg: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width * PNG_SCALE, image.height * PNG_SCALE];
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures.');
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob !== null) saveFile(`${name}.png`, blob);
}
