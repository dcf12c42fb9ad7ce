// Mouse, touch and wheel on the map: what is pointed at, dragged, pinched and pressed. Knows the stage only. Positions
// are the page's pixels from the map's upper left corner.

import type { Stage } from "./engine/stage";

interface Wishes {
  onHover: (x: number, y: number) => void;
  onLeave: () => void;
  onPress: (x: number, y: number) => void;
}

/** A press that moves further than this is a drag. */
const kDragFrom = 5;
const kWheelStep = 0.0022;

export function follow(element: HTMLElement, stage: Stage, wishes: Wishes): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const place = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return a && b ? { size: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : null;
  };

  function down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, place(event));
  }

  function move(event: PointerEvent): void {
    const now = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") wishes.onHover(now.x, now.y);
      return;
    }
    const pinched = spread();
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    moved += Math.hypot(dx, dy);
    if (moved > kDragFrom && !element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, now);
    if (pinched) {
      const wider = spread();
      if (wider && pinched.size > 0) {
        stage.zoomBy(wider.size / pinched.size, wider.x, wider.y);
        stage.panBy(wider.x - pinched.x, wider.y - pinched.y);
      }
    } else if (moved > kDragFrom && stage.zoom > 1.01) {
      stage.panBy(dx, dy);
      wishes.onLeave();
    }
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && pointers.size === 0 && moved <= kDragFrom) {
      const { x, y } = place(event);
      wishes.onPress(x, y);
    }
  }

  // The page's own scrolling stays as it is until the map is meant: by Ctrl, or by having been chosen.
  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && document.activeElement !== element) return;
    event.preventDefault();
    const { x, y } = place(event);
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    stage.zoomBy(Math.exp(-pixels * kWheelStep * (event.ctrlKey ? 3 : 1)), x, y);
  }

  const leave = () => wishes.onLeave();
  const listeners = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", up],
    ["pointerleave", leave],
    ["wheel", wheel],
  ] as const;
  for (const [name, listener] of listeners)
    element.addEventListener(name, listener as EventListener, { passive: name !== "wheel" });
  return () => {
    for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener);
  };
}
