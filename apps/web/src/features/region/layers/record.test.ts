import { expect, test } from "vitest";
import type { ForecastAnswer } from "@/shared/api/contract";
import { recordSentences, withheldBands } from "./record";

const scores = (smape: number) => ({
  smape,
  mase: 1,
  owa: 1,
  levels: [],
  by_horizon: { origins: [], smape: [], mase: [] },
});
const answer = {
  frequency: "month",
  horizon: 12,
  origins: 303,
  methods: [
    { method: "naive", asked: false, values: [], scores: scores(5.2) },
    { method: "damped", asked: false, values: [], scores: scores(4.0) },
    {
      method: "ensemble",
      asked: true,
      values: [],
      intervals: [
        {
          level: 95,
          withheld: [
            { horizon: 11, reason: "They held 88 %." },
            { horizon: 12, reason: "They held 88 %." },
          ],
        },
      ],
      scores: {
        ...scores(4.1677),
        levels: [{ level: 80, coverage: 0.8029, bands: 3192 }],
        by_horizon: { origins: [], smape: [0.6, 7.6198], mase: [] },
      },
    },
  ],
} as unknown as ForecastAnswer;

test("the record says how far off, against what, and how the bands held", () => {
  expect(recordSentences(answer)).toEqual([
    "Made the same way from each of 303 months of the past, such forecasts missed what came by 4.2% on average, " +
      "and by 7.6% at 12 months ahead.",
    "Saying that nothing changes missed by 5.2%. Simpler methods that did better here: damped trend (4.0%).",
    "Its 80% bands held what came in 80.3% of 3,192 cases.",
  ]);
});

test("what was never scored claims nothing", () => {
  expect(recordSentences({ ...answer, origins: 0 })).toEqual([]);
  expect(recordSentences({ ...answer, methods: [] })).toEqual([]);
});

test("withheld bands are told with their reason, horizons together", () => {
  expect(withheldBands(answer)).toEqual(["95% band, 11 to 12 months ahead: They held 88 %."]);
});
