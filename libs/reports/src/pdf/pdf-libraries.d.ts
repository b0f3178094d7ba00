/** What is used of libraries that bring no types of their own. */
declare module 'pdfkit' {
  namespace PDFDocument {
    interface StructureElement {
      add(element: StructureElement): void;
      end(): void;
    }
  }
  class PDFDocument {
    constructor(options: object);
    x: number;
    y: number;
    readonly page: { width: number; height: number };
    readonly outline: { addItem(title: string): unknown };
    struct(role: string, options?: object, draw?: () => void): PDFDocument.StructureElement;
    addStructure(element: PDFDocument.StructureElement): void;
    registerFont(name: string, bytes: Buffer): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    strokeColor(color: string): this;
    lineWidth(width: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    scale(factor: number): this;
    widthOfString(text: string, options?: object): number;
    text(text: string, x: number, y: number, options?: object): this;
    addPage(): this;
    addNamedDestination(name: string, ...view: unknown[]): void;
    goTo(x: number, y: number, width: number, height: number, name: string): this;
    markContent(tag: string, options?: object): this;
    endMarkedContent(): this;
    bufferedPageRange(): { start: number; count: number };
    switchToPage(page: number): void;
    on(event: string, listener: (value: never) => void): this;
    end(): void;
  }
  export = PDFDocument;
}

declare module 'svg-to-pdfkit' {
  import type PDFDocument from 'pdfkit';

  function SVGtoPDF(
    doc: PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      width: number;
      height: number;
      assumePt: boolean;
      fontCallback(family: string): string;
    },
  ): void;
  export = SVGtoPDF;
}
