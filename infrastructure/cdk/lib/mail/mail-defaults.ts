// Properties of mail that no environment changes.
import { Duration } from "aws-cdk-lib";

// What the mail job is told of: an address that bounces or complains gets no more mail.
export const toldOf = ["BOUNCE", "COMPLAINT", "REJECT"] as const;
export const eventTypes = ["Bounce", "Complaint", "Reject"];
export const recordLifetime = Duration.minutes(30);
