"use client";
// From when to when each metric is published here.

import { RegionCoverage } from "@/features/coverage";
import { Section } from "@/shared/ui/section";

export default function CoverageSection({ region }: { region: string }) {
  return (
    <Section
      title="What is published here"
      hint="Each metric with its first and last period, its values, and the periods missing between them."
      testId="coverage"
    >
      <RegionCoverage region={region} />
    </Section>
  );
}
