// What the house rules share. A rule is {name, why, check(files) -> [{path, line, message}]}, one a file in rules/.
//
// A line may be let off by a comment on it or on the line above: `tidy: allow RULE because REASON`.

export const kSourceCode = /\.(cpp|hpp|mjs|cjs|js|ts|tsx|css|sh|cmake)$|(^|\/)(CMakeLists\.txt|Makefile)$/;
export const kCpp = /^(src|bench|fuzz)\/.+\.(cpp|hpp)$/;
// Compared byte for byte, or made by a program: not written by hand.
const kNotByHand = /^(tests\/golden|fuzz\/corpus)\/|(^|\/)pnpm-lock\.yaml$|^LICENSE$/;

export const isByHand = (path) => !kNotByHand.test(path);

const kBinary = /\.(gz|png|jpg|ico|woff2?|xlsx|zip|pdf|bin)$/;
export const isText = (path) => !kBinary.test(path);

// A rule that looks at lines one by one. `message(text, file)` gives what is wrong with a line, or nothing.
export function lineRule({ name, why, applies, message }) {
  const checkFile = (file) =>
    file.lines.flatMap((text, index) => {
      const wrong = message(text, file);
      if (!wrong || isAllowed(name, text) || isAllowed(name, file.lines[index - 1])) return [];
      return [{ path: file.path, line: index + 1, message: wrong }];
    });
  return { name, why, check: (files) => files.filter((file) => applies(file.path)).flatMap(checkFile) };
}

function isAllowed(name, text = '') {
  return new RegExp(`tidy: allow ${name} because \\S+`).test(text);
}
