// The gazetteer's binary form: one little-endian file that src/places/gazetteer.cpp reads in place.
//
//   header, 96 bytes
//      0  "HTPLACES"
//      8  u32 version (2)          12  u32 size of the whole file, a multiple of 8
//     16  u64 checksum of what follows: h = 0xcbf29ce484222325; for each u64 word w: h = (h ^ w) * 0x100000001b3
//     24  u32 number of places     28  u32 number of references     32  u32 bytes of strings      36  u32 zero
//     40  u32[13] first place of each type (order of model::RegionType), then the number of places; u32 zero
//   places, 40 bytes each, sorted by type, then by key
//      0  u32 key: five digits as a number; one digit; two letters as first * 256 + second; 0 for the nation
//      4  u32 name    8  u32 city (ZIP codes; else an empty string): offsets into the strings
//     12  i32 latitude, 16  i32 longitude, in 1/10000 degree; -2147483648 unknown
//     20  u32 population, 0 unknown
//     24  u32 first of its references: parents (nearest first), links, aliases, children, neighbours
//     28  u32 number of children
//     32  u16 vintage year, 0 none    34  u8 parents    35  u8 links    36  u8 aliases
//     37  u8 flags: 1 metropolitan, 2 micropolitan, 4 no longer in use    38  u8 neighbours    39  u8 zero
//   references, u32 each: number of a place, or for an alias an offset into the strings
//   strings: a length byte, then UTF-8; equal strings are stored once
//   zero bytes up to a multiple of 8
import { types } from './model.mjs';

const headerSize = 96;
const placeSize = 40;
const unknown = -2147483648;

class Strings {
  #offsets = new Map();
  #parts = [];
  size = 0;

  add(text) {
    const found = this.#offsets.get(text);
    if (found !== undefined) return found;
    const bytes = Buffer.from(text, 'utf8');
    if (bytes.length > 255) throw new Error(`a name is longer than 255 bytes: ${text}`);
    const offset = this.size;
    this.#offsets.set(text, offset);
    this.#parts.push(Buffer.from([bytes.length]), bytes);
    this.size += bytes.length + 1;
    return offset;
  }

  bytes() {
    return Buffer.concat(this.#parts);
  }
}

function key({ type, code }) {
  if (type === 'us') return 0;
  return /^\d+$/.test(code) ? Number(code) : code.charCodeAt(0) * 256 + code.charCodeAt(1);
}

function checksum(bytes) {
  const mask = (1n << 64n) - 1n;
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < bytes.length; at += 8) hash = ((hash ^ bytes.readBigUInt64LE(at)) * 0x100000001b3n) & mask;
  return hash;
}

/** The bytes of the file for places sorted by type and code. */
export function encode(places) {
  const strings = new Strings();
  strings.add('');
  const numbers = new Map(places.map((place, number) => [place, number]));
  const references = [];
  const shared = new Map();
  const table = Buffer.alloc(places.length * placeSize);
  places.forEach((place, number) => {
    const list = [...place.parents, ...place.links].map((each) => numbers.get(each));
    list.push(...place.aliases.map((alias) => strings.add(alias)), ...place.children.map((each) => numbers.get(each)));
    list.push(...place.neighbours.map((each) => numbers.get(each)));
    const name = list.join();
    if (!shared.has(name)) {
      shared.set(name, references.length);
      references.push(...list);
    }
    const degrees = (value) => (value === undefined ? unknown : Math.round(value * 10000));
    const at = number * placeSize;
    table.writeUInt32LE(key(place), at);
    table.writeUInt32LE(strings.add(place.name), at + 4);
    table.writeUInt32LE(strings.add(place.city), at + 8);
    table.writeInt32LE(degrees(place.latitude), at + 12);
    table.writeInt32LE(degrees(place.longitude), at + 16);
    table.writeUInt32LE(place.population, at + 20);
    table.writeUInt32LE(shared.get(name), at + 24);
    table.writeUInt32LE(place.children.length, at + 28);
    table.writeUInt16LE(place.vintage, at + 32);
    table.writeUInt8(place.parents.length, at + 34);
    table.writeUInt8(place.links.length, at + 35);
    table.writeUInt8(place.aliases.length, at + 36);
    table.writeUInt8(place.flags, at + 37);
    table.writeUInt8(place.neighbours.length, at + 38);
  });

  const size = Math.ceil((headerSize + table.length + references.length * 4 + strings.size) / 8) * 8;
  const file = Buffer.alloc(size);
  file.write('HTPLACES', 0, 'latin1');
  file.writeUInt32LE(2, 8);
  file.writeUInt32LE(size, 12);
  file.writeUInt32LE(places.length, 24);
  file.writeUInt32LE(references.length, 28);
  file.writeUInt32LE(strings.size, 32);
  types.forEach((type, rank) => {
    const first = places.findIndex((place) => types.indexOf(place.type) >= rank);
    file.writeUInt32LE(first < 0 ? places.length : first, 40 + rank * 4);
  });
  file.writeUInt32LE(places.length, 40 + types.length * 4);
  table.copy(file, headerSize);
  references.forEach((reference, i) => file.writeUInt32LE(reference, headerSize + table.length + i * 4));
  strings.bytes().copy(file, headerSize + table.length + references.length * 4);
  file.writeBigUInt64LE(checksum(file.subarray(24)), 16);
  return file;
}
