/** Where a page shows the household itself. */
export const kPanelId = "household";
