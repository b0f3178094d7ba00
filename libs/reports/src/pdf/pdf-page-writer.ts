import PDFDocument from 'pdfkit';
import SVGtoPDF from 'svg-to-pdfkit';
import { LIGHT } from '@convoscope/charts';
import { FontBook, type Face } from './font-book.ts';
import { layOutText, type TextLine, type TextStyle } from './lay-out-text.ts';

const MARGIN = 46;
const FOOTER = 30;
const LINE = 1.38;
/** Where the numbers of the contents stand, from the margin. */
const CONTENTS_WIDTH = 190;

export interface TextOptions extends TextStyle {
  /** Role in the structure by which a screen reader finds its way: `H1`, `P`, `LI`, ... */
  role: string;
  color?: string;
  indent?: number;
  after?: number;
}

export interface Cell {
  text: string;
  isRight?: boolean;
}

/** Between two columns. */
const CELL_GAP = 9;

/** Widths in the proportion of shares, none below its least; where that is too much for all, in the proportion of the least ones. */
function shareWidth(shares: readonly number[], least: readonly number[], width: number): number[] {
  const needed = least.reduce((sum, one) => sum + one, 0);
  if (needed >= width) return least.map((one) => (one / needed) * width);
  const isFixed = shares.map(() => false);
  for (;;) {
    const [left, free] = shares.reduce(
      ([room, total], share, i) => (isFixed[i] ? [room - (least[i] ?? 0), total] : [room, total + share]),
      [width, 0],
    );
    const widths = shares.map((share, i) => (isFixed[i] ? (least[i] ?? 0) : (share / free) * left));
    const tooNarrow = widths.flatMap((one, i) => (!isFixed[i] && one < (least[i] ?? 0) ? [i] : []));
    if (tooNarrow.length === 0) return widths;
    for (const i of tooNarrow) isFixed[i] = true;
  }
}

/** Writes a document from top to bottom, page by page; all of its text can be selected, and its structure is tagged. */
export class PdfPageWriter {
  readonly #doc: PDFDocument;
  readonly #fonts = new FontBook((face, code) => this.#has(face, code));
  readonly #registered = new Set<string>();
  readonly #root: PDFDocument.StructureElement;
  #parent: PDFDocument.StructureElement;
  /** Where the contents lead to, and where the number of the page is to stand. */
  readonly #entries = new Map<string, { y: number; page: number | null }>();

  constructor(title: string, language: string) {
    this.#doc = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, bufferPages: true, autoFirstPage: true, tagged: true },
      ...{ pdfVersion: '1.7', lang: language, displayTitle: true },
      // The same report is the same file: no time of writing.
      info: { Title: title, Creator: 'Convoscope', CreationDate: new Date(0), ModDate: new Date(0) },
    });
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
    this.#parent = this.#root;
    this.#doc.y = MARGIN;
  }

  get width(): number {
    return this.#doc.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN - FOOTER;
  }

  get #measure() {
    return {
      fonts: this.#fonts,
      measure: (text: string, face: Face, size: number): number =>
        this.#font(face).fontSize(size).widthOfString(text, { features: [] }),
    };
  }

  #font(face: Face): PDFDocument {
    if (!this.#registered.has(face.name)) {
      this.#doc.registerFont(face.name, face.bytes());
      this.#registered.add(face.name);
    }
    return this.#doc.font(face.name);
  }

  #has(face: Face, code: number): boolean {
    const { _font } = this.#font(face) as unknown as {
      _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
    };
    return _font.font.hasGlyphForCodePoint(code);
  }

  /** Goes to a new page where less than `height` is left of this one. */
  ensure(height: number): void {
    if (this.#doc.y + height <= this.#bottom) return;
    this.#doc.addPage();
    this.#doc.y = MARGIN;
  }

  skip(height: number): void {
    this.#doc.y += height;
  }

  #drawLine(line: TextLine, x: number, y: number, { size, color }: TextOptions): void {
    let at = x;
    for (const { text, face, width } of line.runs) {
      this.#font(face)
        .fontSize(size)
        .fillColor(color ?? LIGHT.text)
        .text(text, at, y, {
          ...{ lineBreak: false, baseline: -size * 1.07 },
          // A whole run at once: letters join, and what is read from the right stands from the right.
          features: [],
        });
      at += width;
    }
  }

  /** Text lines at a place without moving on; returns their height. */
  #block(lines: readonly TextLine[], x: number, y: number, width: number, options: TextOptions): number {
    lines.forEach((line, i) => {
      const left = line.isRightToLeft ? x + width - line.width : x;
      this.#drawLine(line, left, y + i * options.size * LINE, options);
    });
    return lines.length * options.size * LINE;
  }

  #tag(role: string, draw: () => void, options: object = {}): void {
    const element = this.#doc.struct(role, options, draw);
    this.#parent.add(element);
    element.end();
  }

  /** Everything until the next section belongs to this one; it stands in the outline, and can be led to by its name. */
  /** `room`: height of what has to stand with the heading, such as a drawing. */
  startSection(title: string, name: string, room = 0): void {
    this.ensure(Math.min(96 + room, this.#bottom - MARGIN));
    this.#parent = this.#doc.struct('Sect', { title });
    this.#root.add(this.#parent);
    this.skip(10);
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.page = this.#doc.bufferedPageRange().count;
    this.#doc.addNamedDestination(name, 'XYZ', null, this.#doc.y - 6, null);
    this.#doc.outline.addItem(title);
    this.text(title, { role: 'H2', size: 13.5, weight: 700, after: 4 });
  }

  /** A paragraph, over as many pages as it takes. */
  text(text: string, options: TextOptions): void {
    const indent = options.indent ?? 0;
    const width = this.width - indent;
    const lines = layOutText(text, options, width, this.#measure);
    if (lines.length === 0) return;
    this.ensure(Math.min(lines.length, 3) * options.size * LINE);
    let rest = lines;
    while (rest.length > 0) {
      const room = Math.max(1, Math.floor((this.#bottom - this.#doc.y) / (options.size * LINE)));
      const [now, later] = [rest.slice(0, room), rest.slice(room)];
      const { y } = this.#doc;
      let height = 0;
      this.#tag(options.role, () => {
        height = this.#block(now, MARGIN + indent, y, width, options);
      });
      this.#doc.y = y + height;
      rest = later;
      if (rest.length > 0) this.ensure(Number.POSITIVE_INFINITY);
    }
    this.skip(options.after ?? 0);
  }

  /** A drawing with what it shows in words. */
  drawing(svg: string, alt: string, { width, height }: { width: number; height: number }): void {
    const scale = Math.min(1, this.width / width);
    this.ensure(height * scale + 8);
    const { y } = this.#doc;
    this.#tag(
      'Figure',
      () => {
        this.#doc.save().translate(MARGIN, y).scale(scale);
        SVGtoPDF(this.#doc, svg, 0, 0, {
          ...{ width, height, assumePt: true },
          fontCallback: (family: string) => {
            const face = this.#fonts.faceOf(decodeURIComponent(family).slice(0, 2), 400);
            const used = face ?? this.#fonts.latin(400);
            this.#font(used);
            return used.name;
          },
        });
        this.#doc.restore();
      },
      { alt, bbox: [MARGIN, y, MARGIN + width * scale, y + height * scale] },
    );
    this.#doc.y = y + height * scale + 8;
  }

  /** A table whose head stands on every page it goes over. `shares` says how the width is given to the columns. */
  table(head: readonly Cell[], rows: readonly (readonly Cell[])[], shares: readonly number[]): void {
    const widths = shareWidth(
      shares,
      head.map(({ text }) => this.#widestWord(text) + CELL_GAP),
      this.width,
    );
    const outer = this.#parent;
    let table = this.#startTable(outer);
    this.#row(table, head, widths, true);
    for (const row of rows) {
      const height = this.#heightOf(row, widths, 400);
      if (this.#doc.y + height > this.#bottom) {
        table.end();
        this.ensure(Number.POSITIVE_INFINITY);
        table = this.#startTable(outer);
        this.#row(table, head, widths, true);
      }
      this.#row(table, row, widths, false);
    }
    table.end();
    this.#parent = outer;
    this.skip(8);
  }

  /** No word of a heading is broken, whatever the language. */
  #widestWord(text: string): number {
    const widths = text
      .split(/\s+/)
      .map((word) => this.#font(this.#fonts.latin(700)).fontSize(8.5).widthOfString(word));
    return Math.max(0, ...widths);
  }

  #startTable(parent: PDFDocument.StructureElement): PDFDocument.StructureElement {
    const table = this.#doc.struct('Table');
    parent.add(table);
    return table;
  }

  #heightOf(cells: readonly Cell[], widths: readonly number[], weight: 400 | 700): number {
    const lines = cells.map(
      ({ text }, i) => layOutText(text, { size: 8.5, weight }, (widths[i] ?? 0) - 8, this.#measure).length,
    );
    return Math.max(1, ...lines) * 8.5 * LINE + 6;
  }

  #row(
    table: PDFDocument.StructureElement,
    cells: readonly Cell[],
    widths: readonly number[],
    isHead: boolean,
  ): void {
    const weight = isHead ? 700 : 400;
    const height = this.#heightOf(cells, widths, weight);
    if (isHead) this.ensure(height * 2);
    const { y } = this.#doc;
    const row = this.#doc.struct('TR');
    table.add(row);
    const outer = this.#parent;
    this.#parent = row;
    let x = MARGIN;
    cells.forEach((cell, i) => {
      this.#cell(cell, { x, y: y + 3, width: (widths[i] ?? 0) - 8 }, isHead);
      x += widths[i] ?? 0;
    });
    this.#parent = outer;
    row.end();
    this.#artifact(() =>
      this.#doc
        .moveTo(MARGIN, y + height)
        .lineTo(MARGIN + this.width, y + height)
        .lineWidth(isHead ? 0.8 : 0.4)
        .strokeColor(isHead ? LIGHT['text-soft'] : LIGHT.line)
        .stroke(),
    );
    this.#doc.y = y + height;
  }

  #cell({ text, isRight }: Cell, at: { x: number; y: number; width: number }, isHead: boolean): void {
    const weight = isHead ? 700 : 400;
    const options: TextOptions = {
      ...{ role: isHead ? 'TH' : 'TD', size: 8.5, weight },
      color: isHead ? LIGHT['text-soft'] : LIGHT.text,
    };
    const lines = layOutText(text, options, at.width, this.#measure);
    this.#tag(options.role, () =>
      lines.forEach((line, i) => {
        const isEnd = isRight === true || line.isRightToLeft;
        const left = isEnd ? at.x + at.width - line.width : at.x;
        this.#drawLine(line, left, at.y + i * 8.5 * LINE, options);
      }),
    );
  }

  /** What is seen and not read: rules, numbers of pages. */
  #artifact(draw: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#doc.endMarkedContent();
  }

  /** A list of titles with their pages, at a place kept for it; each leads to its section. */
  contents(entries: readonly { title: string; name: string }[]): void {
    const heading = this.#doc.struct('TOC');
    this.#root.add(heading);
    const outer = this.#parent;
    this.#parent = heading;
    for (const { title, name } of entries) {
      const options: TextOptions = { role: 'TOCI', size: 9.5, weight: 400, color: LIGHT.accent };
      const lines = layOutText(title, options, this.width, this.#measure);
      const { y } = this.#doc;
      this.#tag('TOCI', () => this.#block(lines, MARGIN, y, this.width, options));
      this.#doc.goTo(MARGIN, y, this.width, 13, name);
      this.#entries.set(name, { y, page: null });
      this.#doc.y = y + 13.5;
    }
    this.#parent = outer;
    heading.end();
    this.skip(6);
  }

  /** The pages of the sections are known in the end. */
  #numberContents(): void {
    const options: TextOptions = { role: 'P', size: 9.5, weight: 400, color: LIGHT['text-soft'] };
    this.#doc.switchToPage(0);
    for (const { y, page } of this.#entries.values()) {
      const lines = layOutText(String(page ?? ''), options, 30, this.#measure);
      this.#artifact(() => this.#block(lines, MARGIN + CONTENTS_WIDTH, y, 30, options));
    }
  }

  /** Numbers the pages and ends the document. */
  async end(footer: string): Promise<Buffer> {
    const { count } = this.#doc.bufferedPageRange();
    const options: TextOptions = { role: 'P', size: 8, weight: 400, color: LIGHT['text-soft'] };
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      const text = `${footer} · ${page + 1} / ${count}`;
      const lines = layOutText(text, options, this.width, this.#measure);
      const y = this.#doc.page.height - MARGIN - 8;
      this.#artifact(() => this.#block(lines, MARGIN, y, this.width, options));
    }
    this.#numberContents();
    this.#root.end();
    const chunks: Buffer[] = [];
    this.#doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    const done = new Promise<void>((resolve, reject) => {
      this.#doc.on('end', resolve);
      this.#doc.on('error', reject);
    });
    this.#doc.end();
    await done;
    return Buffer.concat(chunks);
  }
}
