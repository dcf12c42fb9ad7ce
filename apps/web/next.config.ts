import type { NextConfig } from "next";

// In development the API and deep links are passed on to a running `housing serve`.
const apiOrigin = process.env.HOUSING_API ?? "http://127.0.0.1:8080";

const development: NextConfig = {
  async rewrites() {
    return [
      { source: "/region/:id", destination: "/region" },
      ...["/api/:path*", "/openapi.json", "/docs"].map((source) => ({
        source,
        destination: `${apiOrigin}${source}`,
      })),
    ];
  },
};

const production: NextConfig = { output: "export" };

const config: NextConfig = {
  reactStrictMode: true,
  trailingSlash: false,
  poweredByHeader: false,
  images: { unoptimized: true },
  ...(process.env.NODE_ENV === "production" ? production : development),
};

export default config;
