"use client";
// Search box with a list of places below it (ARIA combobox). Used to go to a place and to add one.

import { useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import { typeName } from "@/shared/format/words";
import { readRecent, type RecentPlace } from "@/shared/state/recent-searches";
import type { RegionType } from "@/shared/api/contract";
import { kMaxQueryLength, useSuggestions } from "../use-suggestions";
import styles from "./place-search.module.css";

interface Option {
  id: string;
  label: string;
  type: string;
  metrics: number | null;
}

interface Props {
  label: string;
  placeholder: string;
  testId: string;
  /** Enter without a chosen place, or the button. Without it the first match is taken. */
  onSubmit?: (text: string) => void;
  onPick: (place: Option) => void;
  /** Options are links to their page. */
  linked?: boolean;
  clearOnPick?: boolean;
  button?: ReactNode;
  size?: "large" | "small";
  initialText?: string;
  /** Part of a form around it: the field's name there, and what is said about it. */
  within?: { name: string; describedBy?: string; invalid?: boolean };
}

const fromRecent = (place: RecentPlace): Option => ({ ...place, metrics: null });

export function PlaceSearch(props: Props) {
  const { label, placeholder, testId, onSubmit, onPick, linked = false, clearOnPick = false, button } = props;
  const { size = "small", initialText = "", within } = props;
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(initialText);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [recent, setRecent] = useState<Option[]>([]);
  const found = useSuggestions(text);

  const typed = text.trim() !== "";
  const options: Option[] = typed ? found.hits : recent;
  const shown = open && options.length > 0;
  const nothing = open && typed && found.q === text.trim() && found.hits.length === 0 && found.problem === null;
  const optionId = (i: number) => `${listId}-${i}`;

  function close(): void {
    setOpen(false);
    setActive(-1);
  }
  function pick(option: Option): void {
    close();
    setText(clearOnPick ? "" : option.label);
    onPick(option);
  }
  function submit(): void {
    const chosen = options[active];
    if (open && chosen) return pick(chosen);
    if (!typed) return input.current?.focus();
    close();
    if (onSubmit) return onSubmit(text.trim());
    const first = found.hits[0];
    if (first) pick(first);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setOpen(true);
      const n = options.length + 1; // one place for "none": the text itself
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => ((now + 1 + step + n) % n) - 1);
    } else if (event.key === "Escape") {
      if (open) close();
      else setText("");
    } else if (event.key === "Enter" && within) {
      event.preventDefault(); // Enter chooses a place; it does not send the form around
      submit();
    }
  }

  const Box = within ? "div" : "form";
  // A search that goes to the results works before the scripts run: as a plain form.
  const plain = !within && onSubmit && linked;
  return (
    <Box
      role="search"
      aria-label={label}
      action={plain ? "/" : undefined}
      className={`${styles.search} ${size === "large" ? styles.large : styles.small}`}
      onSubmit={
        within
          ? undefined
          : (event: FormEvent) => {
              event.preventDefault();
              submit();
            }
      }
    >
      <div className={styles.field}>
        <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m13 13 4.5 4.5" />
        </svg>
        <input
          ref={input}
          type="text"
          role="combobox"
          name={within?.name ?? (plain ? "q" : undefined)}
          aria-label={label}
          aria-invalid={within?.invalid}
          aria-describedby={within?.describedBy}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? optionId(active) : undefined}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={kMaxQueryLength}
          placeholder={placeholder}
          data-testid={testId}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
          onFocus={() => {
            setRecent(readRecent(localStorage).map(fromRecent));
            setOpen(true);
          }}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <ul
          id={listId}
          role="listbox"
          aria-label={typed ? "Matching places" : "Recent places"}
          className={styles.list}
          hidden={!shown}
          onMouseDown={(event) => event.preventDefault()}
        >
          {!typed && shown ? (
            <li role="presentation" className={styles.heading}>
              Recent
            </li>
          ) : null}
          {shown
            ? options.map((option, i) => (
                <li role="presentation" key={option.id}>
                  <OptionRow
                    id={optionId(i)}
                    option={option}
                    selected={i === active}
                    href={linked ? `/region/${option.id}` : undefined}
                    onPick={() => pick(option)}
                  />
                </li>
              ))
            : null}
        </ul>
        {nothing ? (
          <p className={`${styles.list} ${styles.nothing}`}>
            No place is called “{text.trim()}”. Try a ZIP code, a city, a county or a state.
          </p>
        ) : null}
        {open && typed && found.problem ? (
          <p className={`${styles.list} ${styles.nothing}`}>{found.problem.detail ?? found.problem.title}</p>
        ) : null}
      </div>
      {button}
      <span role="status" className="visually-hidden">
        {open && typed && found.q === text.trim() ? countText(found.hits.length) : ""}
      </span>
    </Box>
  );
}

const countText = (n: number): string => (n === 1 ? "1 place found" : `${n} places found`);

interface RowProps {
  id: string;
  option: Option;
  selected: boolean;
  href: string | undefined;
  onPick: () => void;
}

function OptionRow({ id, option, selected, href, onPick }: RowProps) {
  const inside = (
    <>
      <span className={styles.name}>{option.label}</span>
      <span className={styles.type}>
        {typeName(option.type as RegionType)}
        {option.metrics === 0 ? " · no data yet" : ""}
      </span>
    </>
  );
  const shared = {
    id,
    role: "option",
    "aria-selected": selected,
    tabIndex: -1,
    className: styles.option,
    "data-region": option.id,
  } as const;
  return href ? (
    <a {...shared} href={href} onClick={onPick}>
      {inside}
    </a>
  ) : (
    <div {...shared} onClick={onPick}>
      {inside}
    </div>
  );
}
