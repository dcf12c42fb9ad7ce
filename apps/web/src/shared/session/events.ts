/** A window event: some notifications were read on this page. */
export const kNotificationsRead = "housing-notifications-read";
