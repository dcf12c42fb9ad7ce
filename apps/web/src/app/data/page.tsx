import type { Metadata } from "next";
import { DataSections } from "@/features/data-status";
import { PageHead } from "@/shared/ui/page-head";
import styles from "./data.module.css";

export const metadata: Metadata = {
  title: "Data · Housing Trends",
  description: "Every source with its last release, the next one due, coverage and terms; every imported file.",
};

export default function DataPage() {
  return (
    <div className={`stack ${styles.page}`}>
      <PageHead title="Data">
        What this installation holds, from whom, how new it is, and on what terms it may be used.
      </PageHead>
      <DataSections />
    </div>
  );
}
