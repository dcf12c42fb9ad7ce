// The XML of FRED's answers, read strictly enough that a broken document fails: one root with attributes, children with
// attributes or text alone.
const kEntities = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (text) =>
  text.replace(/&(\w+);/g, (_, name) => {
    if (!(name in kEntities)) throw new Error(`&${name}; is no entity`);
    return kEntities[name];
  });

function attributes(text) {
  const found = {};
  const rest = text.replace(/\s+([a-z_0-9]+)="([^"<]*)"/g, (_, name, value) => {
    if (name in found) throw new Error(`the attribute ${name} is there twice`);
    found[name] = plain(value);
    return '';
  });
  if (rest.trim()) throw new Error(`no attribute: ${rest}`);
  return found;
}

/** {root, attributes, items: [{name, attributes, text}]}. */
export function parseXml(text) {
  const document = /^<\?xml version="1\.0" encoding="utf-8" \?>\n<([a-z_]+)((?:\s+[a-z_0-9]+="[^"]*")*)\s*(\/>|>)/.exec(
    text,
  );
  if (!document) throw new Error(`no XML of FRED's: ${text.slice(0, 200)}`);
  const [head, root, given, ending] = document;
  const rest = text.slice(head.length).trim();
  const items = [];
  const item = /<([a-z_]+)((?:\s+[a-z_0-9]+="[^"]*")*)(?:\/>|>([^<]*)<\/\1>)\s*/y;
  if (ending === '/>') {
    if (rest) throw new Error(`after the root: ${rest.slice(0, 80)}`);
    return { root, attributes: attributes(given), items };
  }
  while (!rest.startsWith(`</${root}>`, item.lastIndex)) {
    const at = item.lastIndex;
    const match = item.exec(rest);
    if (!match) throw new Error(`not XML at ${rest.slice(at, at + 80)}`);
    items.push({ name: match[1], attributes: attributes(match[2]), text: match[3] && plain(match[3]) });
  }
  if (rest.slice(item.lastIndex) !== `</${root}>`) throw new Error('something follows the root');
  return { root, attributes: attributes(given), items };
}
