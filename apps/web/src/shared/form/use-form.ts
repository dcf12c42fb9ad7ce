"use client";
// A form that is sent to the API: what was typed, what is wrong with it, whether it is on its way.
// Fields are plain elements the browser keeps; a field that fails gets its message and the focus.

import { useEffect, useState, type FormEvent } from "react";
import { asProblem } from "../session/use-mine";
import { sortErrors, type Sorted } from "./errors";

/** Thrown by a form's own check; sorted like the server's. */
export class Mistakes extends Error {
  constructor(readonly fields: Record<string, string>) {
    super("mistakes");
  }
}

/** What was typed. */
export class Values {
  private readonly data: FormData;
  constructor(private readonly element: HTMLFormElement) {
    this.data = new FormData(element);
  }
  text(name: string): string {
    const value = this.data.get(name);
    return typeof value === "string" ? value : "";
  }
  is(name: string): boolean {
    return this.data.get(name) !== null;
  }
  all(name: string): string[] {
    return this.data.getAll(name).filter((value) => typeof value === "string");
  }
  /** Empties the fields. */
  reset(): void {
    this.element.reset();
  }
}

export interface Form {
  busy: boolean;
  errors: Record<string, string>;
  /** What belongs to no field. */
  rest: readonly string[];
  /** Said after it went well. */
  done: string | null;
  /** Tells the form its element. */
  attach: (element: HTMLFormElement | null) => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Runs another button's action with the same handling of what goes wrong. */
  run: (action: (values: Values) => Promise<string | undefined>) => void;
}

const kNothing: Sorted = { fields: {}, rest: [] };
/** What is said about the form as a whole. */
const kSummary = "[role=alert]";
const kEmpty = "Fill this in.";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl);

function emptyOnes(form: HTMLFormElement): Record<string, string> {
  const missing = controlsOf(form).filter((c) => c.required && c.value.trim() === "");
  return Object.fromEntries(missing.map((c) => [c.name, kEmpty]));
}

/** @param submit what sending does; the words it returns are said when it went well */
export function useForm(submit: (values: Values) => Promise<string | undefined>): Form {
  const [element, attach] = useState<HTMLFormElement | null>(null);
  const [busy, setBusy] = useState(false);
  const [sorted, setSorted] = useState<Sorted>(kNothing);
  const [done, setDone] = useState<string | null>(null);

  // After the messages are in the page, so that they are read with what gets the focus.
  useEffect(() => {
    if (!element || sorted === kNothing) return;
    const first = controlsOf(element).find((c) => c.name in sorted.fields);
    (first ?? element.querySelector<HTMLElement>(kSummary))?.focus();
  }, [element, sorted]);

  function run(action: (values: Values) => Promise<string | undefined>): void {
    if (!element || busy) return;
    setDone(null);
    const missing = emptyOnes(element);
    if (Object.keys(missing).length > 0) return setSorted({ fields: missing, rest: [] });
    setBusy(true);
    action(new Values(element))
      .then(
        (said) => {
          setSorted(kNothing);
          setDone(said ?? null);
        },
        (fault: unknown) => {
          if (fault instanceof Mistakes) return setSorted({ fields: fault.fields, rest: [] });
          setSorted(
            sortErrors(
              asProblem(fault),
              controlsOf(element).map(({ name }) => name),
            ),
          );
        },
      )
      .finally(() => setBusy(false));
  }

  return {
    busy,
    errors: sorted.fields,
    rest: sorted.rest,
    done,
    attach,
    run,
    onSubmit: (event) => {
      event.preventDefault();
      run(submit);
    },
  };
}
