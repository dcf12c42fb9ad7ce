// The mistakes a problem document names, sorted to the fields of a form.

import type { Problem } from "../api/contract";

export interface Sorted {
  /** By the form's own names. */
  fields: Record<string, string>;
  /** What belongs to no field of this form, as sentences. */
  rest: string[];
}

/** "is missing" -> "Fill this in."; others become a sentence. */
export function sentence(message: string): string {
  if (message === "is missing") return "Fill this in.";
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

export function sortErrors(problem: Problem, names: readonly string[]): Sorted {
  const sorted: Sorted = { fields: {}, rest: [] };
  const errors = problem.errors ?? [];
  for (const { field, message } of errors) {
    if (names.includes(field)) sorted.fields[field] ??= sentence(message);
    else sorted.rest.push(sentence(`${field}: ${message}`));
  }
  if (errors.length === 0) sorted.rest.push(problem.detail ?? problem.title);
  if (problem.status === 429 && problem.retry_after !== undefined) {
    sorted.rest.push(`Try again in ${waitText(problem.retry_after)}.`);
  }
  return sorted;
}

const kMinute = 60;

/** Seconds as one waits them: "40 seconds", "3 minutes". */
export function waitText(seconds: number): string {
  if (seconds < 2) return "a second";
  if (seconds <= kMinute) return `${seconds} seconds`;
  return `${Math.ceil(seconds / kMinute)} minutes`;
}
