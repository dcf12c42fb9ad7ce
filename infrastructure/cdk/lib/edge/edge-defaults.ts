// What is decided once for the edge of every environment.
import { Duration } from "aws-cdk-lib";
import * as cloudfront from "aws-cdk-lib/aws-cloudfront";

// The price class of North America and Europe: the readers of American housing data are there.
export const priceClass = cloudfront.PriceClass.PRICE_CLASS_100;
export const minimumProtocolVersion = cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021;

// Answers of the API live as long as the API says, not at all where it says nothing.
export const apiLifetimes = { minTtl: Duration.seconds(0), defaultTtl: Duration.seconds(0), maxTtl: Duration.days(1) };

// A file says how long it lives; one that says nothing is asked for again after a minute.
export const siteLifetimes = {
  minTtl: Duration.seconds(0),
  defaultTtl: Duration.minutes(1),
  maxTtl: Duration.days(365),
};

// A little above the server's own limit of a request, so that it is the server that answers "too slow".
export const originReadTimeout = Duration.seconds(35);
// Below the balancer's idle timeout of a minute, so that CloudFront is the one to hang up.
export const originKeepAlive = Duration.seconds(55);

// Sent on with what is cached; cookies and Authorization are not among them.
export const forwardedHeaders = ["Accept", "Origin", "User-Agent", "traceparent", "tracestate"];
