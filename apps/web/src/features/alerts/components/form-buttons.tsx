// The end of a form for an alert: trying it on the past, and keeping it.

import { Buttons, Submit } from "@/shared/form/form";
import type { Form, Values } from "@/shared/form/use-form";

interface Props {
  form: Form;
  rehearse: (values: Values) => Promise<undefined>;
  /** What is tried: "Rehearse ten years". */
  words: string;
  rehearseTestId: string;
  saveTestId: string;
}

export function FormButtons({ form, rehearse, words, rehearseTestId, saveTestId }: Props) {
  return (
    <Buttons>
      <button
        type="button"
        className="button"
        aria-disabled={form.busy}
        onClick={() => form.run(rehearse)}
        data-testid={rehearseTestId}
      >
        {words}
      </button>
      <Submit form={form} testId={saveTestId}>
        Save the alert
      </Submit>
    </Buttons>
  );
}
