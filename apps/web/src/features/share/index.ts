import { lazy } from "react";

export const ShareBox = lazy(() => import("./components/share-box"));
