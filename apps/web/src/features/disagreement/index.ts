import { lazy } from "react";

export const Disagreement = lazy(() => import("./components/disagreement"));
