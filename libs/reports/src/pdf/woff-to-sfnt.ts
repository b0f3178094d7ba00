import { inflateSync } from 'node:zlib';

const [WOFF_HEADER, WOFF_ENTRY, SFNT_HEADER, SFNT_ENTRY] = [44, 20, 12, 16];
const WOFF = 0x774f4646;

interface Table {
  tag: number;
  checksum: number;
  data: Buffer;
}

function readTables(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, i) => {
    const entry = WOFF_HEADER + i * WOFF_ENTRY;
    const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    return {
      ...{ tag: woff.readUInt32BE(entry), checksum: woff.readUInt32BE(entry + 16) },
      data: packed < length ? inflateSync(bytes) : bytes,
    };
  });
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/**
 * A font out of its packing for the web (WOFF 1.0, W3C), as PDF writers read it: they read packed fonts with errors in the subsets they make.
 * Throws `TypeError` where the file is none.
 */
export function woffToSfnt(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== WOFF) throw new TypeError('not a WOFF 1.0 font');
  const tables = readTables(woff);
  const head = SFNT_HEADER + tables.length * SFNT_ENTRY;
  const sfnt = Buffer.alloc(tables.reduce((size, { data }) => size + padded(data.length), head));
  sfnt.writeUInt32BE(woff.readUInt32BE(4), 0);
  sfnt.writeUInt16BE(tables.length, 4);
  const power = Math.floor(Math.log2(tables.length));
  sfnt.writeUInt16BE(16 * 2 ** power, 6);
  sfnt.writeUInt16BE(power, 8);
  sfnt.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  let offset = head;
  tables.forEach(({ tag, checksum, data }, i) => {
    const entry = SFNT_HEADER + i * SFNT_ENTRY;
    [tag, checksum, offset, data.length].forEach((value, at) => sfnt.writeUInt32BE(value, entry + at * 4));
    data.copy(sfnt, offset);
    offset += padded(data.length);
  });
  return sfnt;
}
