// Whether any answer so far was marked as demo data. Once seen it stays set for this page.

let seen = false;
const listeners = new Set<() => void>();

export function markSynthetic(): void {
  if (seen) return;
  seen = true;
  for (const listener of listeners) listener();
}

export function subscribeSynthetic(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isSynthetic = (): boolean => seen;
