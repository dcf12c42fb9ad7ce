// When a source's next edition should be out, in words.

import { formatDate } from "@/shared/format/period";

export interface Due {
  text: string;
  /** The day has passed: a newer edition should be there to import. */
  late: boolean;
}

/** `today` is a calendar day, as the API writes them: days compare as text. */
export function dueText(next: string | null, today: string): Due {
  if (next === null) return { text: "not known", late: false };
  const late = next < today;
  return { text: late ? `since ${formatDate(next)}` : formatDate(next), late };
}
