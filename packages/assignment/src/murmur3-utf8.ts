const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * MurmurHash3 x86 32-bit with seed 0 over the UTF-8 bytes of a text.
 *
 * Bytes are formed on the fly, four ASCII characters at a time while the text allows, so nothing is
 * allocated. A lone surrogate hashes as U+FFFD, which is what every standard encoder writes for it.
 *
 * @returns An unsigned 32-bit integer.
 *
 * Source: Austin Appleby, MurmurHash3_x86_32, SMHasher, 2011 (public domain).
 */
export function murmur3Utf8(text: string): number {
  const length = text.length;
  let hash = 0;
  let index = 0;
  for (; index + 4 <= length; index += 4) {
    const a = text.charCodeAt(index);
    const b = text.charCodeAt(index + 1);
    const c = text.charCodeAt(index + 2);
    const d = text.charCodeAt(index + 3);
    if ((a | b | c | d) > 127) return mixedTail(text, index, hash);
    hash = mixBlock(hash, a | (b << 8) | (c << 16) | (d << 24));
  }
  let block = 0;
  for (let position = index; position < length; position += 1) {
    const code = text.charCodeAt(position);
    if (code > 127) return mixedTail(text, index, hash);
    block |= code << ((position - index) * 8);
  }
  return finish(index === length ? hash : hash ^ scramble(block), length);
}

/** The rest of a text from the first block that is not ASCII; `start` is also the count of bytes done, a multiple of four. */
function mixedTail(text: string, start: number, startHash: number): number {
  let hash = startHash;
  let byteLength = start;
  let block = 0;
  for (let index = start; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index += 1;
    // The UTF-8 sequence as one number, first byte lowest, with its length.
    let bytes = sequence(point);
    for (let left = sequenceLength(point); left > 0; left -= 1) {
      block |= (bytes & 0xff) << ((byteLength & 3) * 8);
      bytes >>>= 8;
      byteLength += 1;
      if ((byteLength & 3) === 0) {
        hash = mixBlock(hash, block);
        block = 0;
      }
    }
  }
  return finish((byteLength & 3) === 0 ? hash : hash ^ scramble(block), byteLength);
}

function sequenceLength(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

function sequence(point: number): number {
  if (point < 0x80) return point;
  const last = 0x80 | (point & 0x3f);
  if (point < 0x800) return 0xc0 | (point >> 6) | (last << 8);
  const middle = 0x80 | ((point >> 6) & 0x3f);
  if (point >= 0xd800 && point <= 0xdfff) return 0xbdbfef;
  if (point < 0x10000) return 0xe0 | (point >> 12) | (middle << 8) | (last << 16);
  return 0xf0 | (point >> 18) | ((0x80 | ((point >> 12) & 0x3f)) << 8) | (middle << 16) | (last << 24);
}

function scramble(block: number): number {
  const k = Math.imul(block, C1);
  return Math.imul((k << 15) | (k >>> 17), C2);
}

function mixBlock(hash: number, block: number): number {
  const h = hash ^ scramble(block);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, byteLength: number): number {
  let h = hash ^ byteLength;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
