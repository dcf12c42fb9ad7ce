import { lazy } from "react";

export const Similar = lazy(() => import("./components/similar"));
