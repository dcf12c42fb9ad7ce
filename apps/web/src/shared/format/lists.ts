/** The list things are watched in unless another is named. */
export const kDefaultList = "default";

export const listName = (list: string): string => (list === kDefaultList ? "My places" : list);
