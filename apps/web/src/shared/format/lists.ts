/** The list things are watched in unless another is named. */
export const kDefaultList = "default";

export const listName = (list: string): string => (list === kDefaultList ? "My places" : list);

/** "a", "a and b", "a, b and c" */
export const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
