"use client";
// The map: regions of a level in the colours of their classes. Pointing or going there by arrow keys says what is
// where, pressing picks. What it shows is told in words (`label`), and the page around it has a table. See ../engine.

import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Skeleton } from "@/shared/ui/skeleton";
import { useTheme } from "@/shared/state/theme";
import { castOf, fillTable, valuedOf } from "../engine/colour-table";
import { Stage } from "../engine/stage";
import { nearest, stepFrom, type Direction } from "../engine/steps";
import { follow } from "../gestures";
import type { MapLevel } from "../shapes/decode";
import { usePlaceNames, useShapes } from "../use-shapes";
import styles from "./region-map.module.css";

export interface RegionMapProps {
  level: MapLevel;
  /** The place the map is about: it fills the view. null: the whole country. */
  within: string | null;
  regions: readonly string[];
  /** For each of `regions`: 0 no value, else its class, from 1. */
  classes: Uint8Array;
  /** CSS colours (#rrggbb) by class; [0] is not used. */
  palette: readonly string[];
  selected: string | null;
  onPick: (id: string) => void;
  /** What the map shows, in words. */
  label: string;
  /** What is said of a region when it is pointed at. @param index into `regions` */
  describe: (index: number) => string;
}

const kZoomStep = 1.6;
const kDirections: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export default function RegionMap(props: RegionMapProps) {
  const { level, within, regions, classes, palette, selected, onPick, label, describe } = props;
  const { shapes, failed, retry } = useShapes(level, within);
  const theme = useTheme();
  const [pointed, setPointed] = useState<{ of: string; number: number } | null>(null);
  const active = pointed !== null && pointed.of === shapes?.of ? pointed.number : null;
  const [told, setTold] = useState("");
  const [zoomed, setZoomed] = useState(false);
  const names = usePlaceNames(level === "zip" && active === null ? null : level);
  const frame = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage | null>(null);
  const help = useId();

  const cast = useMemo(() => (shapes ? castOf(shapes.level, regions, shapes.area) : null), [shapes, regions]);
  const count = shapes?.level.ids.length ?? 0;

  const place = useCallback((x: number, y: number) => {
    const [box, element] = [frame.current, tip.current];
    if (!box || !element) return;
    const left = Math.min(Math.max(x, 90), Math.max(90, box.clientWidth - 90));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px)`;
    element.dataset.below = String(y < 70);
  }, []);

  // What the listeners below need of the newest rendering.
  const now = useRef({ cast, onPick, shapes });
  useEffect(() => {
    now.current = { cast, onPick, shapes };
  });
  const setActive = useCallback((number: number | null) => {
    const of = now.current.shapes?.of;
    setPointed(number === null || of === undefined ? null : { of, number });
  }, []);
  const hit = useCallback((x: number, y: number): number | null => {
    const found = stage.current?.hit(x, y) ?? null;
    return found !== null && now.current.cast?.inside[found] === 1 ? found : null;
  }, []);

  useEffect(() => {
    const element = frame.current;
    const [colours, borders, marks] = element?.querySelectorAll("canvas") ?? [];
    if (!element || !colours || !borders || !marks) return;
    const made = new Stage({ colours, borders, marks });
    stage.current = made;
    made.onMove = () => {
      setZoomed(made.zoom > 1.01);
      element.dataset.zoom = made.zoom.toFixed(2);
    };
    const resize = () => made.resize(element.clientWidth, element.clientHeight, devicePixelRatio);
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    const unfollow = follow(element, made, {
      onHover: (x, y) => {
        setActive(hit(x, y));
        place(x, y);
      },
      onLeave: () => setActive(null),
      onPress: (x, y) => {
        const number = hit(x, y);
        const id = number === null ? undefined : now.current.shapes?.level.ids[number];
        if (id !== undefined) now.current.onPick(id);
      },
    });
    return () => {
      observer.disconnect();
      unfollow();
      made.close();
      stage.current = null;
    };
  }, [hit, place, setActive]);

  useEffect(() => {
    if (!shapes) return;
    stage.current?.setShapes(shapes.level, shapes.states);
    stage.current?.setHome(shapes.box, shapes.approximateArea ? null : shapes.area);
  }, [shapes]);

  useEffect(() => {
    const drawing = stage.current;
    if (!drawing || !shapes || !cast) return;
    fillTable(drawing.table, cast, classes, palette, theme, shapes.level.shapes.form === "points");
    drawing.setCast(valuedOf(cast, classes), cast.inside);
    drawing.recolour();
    if (frame.current) frame.current.dataset.ready = shapes.of;
  }, [shapes, cast, classes, palette, theme]);

  useEffect(() => stage.current?.setTheme(theme), [theme, shapes]);
  useEffect(() => {
    const number = selected === null ? undefined : shapes?.level.numberOf.get(selected);
    stage.current?.mark(number ?? null, active);
  }, [selected, active, shapes]);

  const words = (number: number): string => {
    const at = cast?.dataOf[number] ?? -1;
    if (at >= 0) return describe(at);
    const id = shapes?.level.ids[number] ?? "";
    return `${names.get(id) ?? id}: no data`;
  };

  function goTo(number: number | null): void {
    if (number === null || !stage.current) return;
    stage.current.reveal(number);
    const at = stage.current.place(number);
    if (at) place(at.x, at.y);
    setActive(number);
    setTold(words(number));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const drawing = stage.current;
    if (!drawing || !shapes || !cast || event.ctrlKey || event.metaKey || event.altKey) return;
    const { anchorX, anchorY, ids } = shapes.level;
    const direction = kDirections[event.key];
    if (direction) {
      const choices = drawing.drawn.order.filter((i) => cast.inside[i] === 1 && !drawing.drawn.covered.has(i));
      const from = active ?? (selected === null ? undefined : shapes.level.numberOf.get(selected)) ?? null;
      if (from === null) goTo(nearest(drawing.middle(), choices, anchorX, anchorY));
      else goTo(stepFrom([anchorX[from] ?? 0, anchorY[from] ?? 0], direction, choices, anchorX, anchorY));
    } else if (event.key === "Enter" || event.key === " ") {
      const id = active === null ? undefined : ids[active];
      if (id !== undefined) onPick(id);
    } else if (event.key === "+" || event.key === "=") drawing.zoomBy(kZoomStep);
    else if (event.key === "-") drawing.zoomBy(1 / kZoomStep);
    else if (event.key === "0" || event.key === "Escape") {
      setActive(null);
      drawing.goHome();
    } else return;
    event.preventDefault();
  }

  return (
    <figure className={styles.figure}>
      <div
        ref={frame}
        className={styles.frame}
        role="application"
        aria-roledescription="map"
        aria-label={label}
        aria-describedby={help}
        aria-busy={!shapes}
        tabIndex={0}
        data-testid="region-map"
        data-zoomed={zoomed}
        data-regions={count}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
      >
        <canvas className={styles.layer} />
        <canvas className={styles.layer} />
        <canvas className={styles.layer} />
        {shapes || failed ? null : <Skeleton shape="chart" />}
        <div ref={tip} className={styles.tip} hidden={active === null} aria-hidden="true" data-testid="map-tip">
          {active === null ? null : <span>{words(active)}</span>}
        </div>
      </div>
      {failed ? (
        <div className={styles.failed} role="alert">
          <p>The outlines of the map could not be read. The table below has the same numbers.</p>
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        </div>
      ) : null}
      <div className={styles.zoom} role="group" aria-label="Zoom">
        <button
          type="button"
          aria-label="Closer"
          data-testid="map-closer"
          onClick={() => stage.current?.zoomBy(kZoomStep)}
        >
          +
        </button>
        <button
          type="button"
          aria-label="Further"
          data-testid="map-further"
          onClick={() => stage.current?.zoomBy(1 / kZoomStep)}
        >
          −
        </button>
        <button
          type="button"
          aria-label="Show all of it again"
          data-testid="map-reset"
          onClick={() => stage.current?.goHome()}
        >
          ⤢
        </button>
      </div>
      <p id={help} className="visually-hidden">
        Arrow keys go from place to place, Enter picks one, plus and minus zoom, Escape shows all of it again.
      </p>
      <p role="status" className="visually-hidden" data-testid="map-readout">
        {told}
      </p>
      <figcaption className="visually-hidden" data-testid="map-summary">
        {label}
      </figcaption>
    </figure>
  );
}
