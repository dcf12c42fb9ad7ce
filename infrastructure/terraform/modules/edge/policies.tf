# Which parts of a request choose an answer from the cache, which are sent on to the balancer, which headers are added.

locals {
  # AWS's own policies.
  caching_disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  # Not the Host header: the balancer's certificate is checked against the name of the origin.
  all_but_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

  day = 86400
  cache = {
    site = { default = 60, max = 365 * local.day, query = "none", comment = "Files of the site: as long as each file says" }
    api = {
      default = 0, max = local.day, query = "all"
      comment = "Answers of the API that are the same for everybody: as long as the API says"
    }
  }
  forwarded_headers = ["Accept", "Origin", "User-Agent", "traceparent", "tracestate"]

  headers = { for name, value in var.common.headers : lower(name) => { name = name, value = value } }
  security_headers = [
    "content-security-policy", "strict-transport-security", "x-content-type-options", "x-frame-options", "referrer-policy",
  ]
  transport = local.headers["strict-transport-security"].value
}

resource "aws_cloudfront_cache_policy" "this" {
  for_each = local.cache

  name        = local.names["edge-${each.key}-cache"]
  comment     = each.value.comment
  min_ttl     = 0
  default_ttl = each.value.default
  max_ttl     = each.value.max

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true
    cookies_config {
      cookie_behavior = "none"
    }
    headers_config {
      header_behavior = "none"
    }
    query_strings_config {
      query_string_behavior = each.value.query
    }
  }
}

resource "aws_cloudfront_origin_request_policy" "api" {
  name    = local.names["edge-api-request"]
  comment = "No cookie and no credential is sent with a request whose answer others will see"
  cookies_config {
    cookie_behavior = "none"
  }
  headers_config {
    header_behavior = "whitelist"
    headers {
      items = local.forwarded_headers
    }
  }
  query_strings_config {
    query_string_behavior = "all"
  }
}

# A header the origin sent stays: the API's own policy is stricter than the site's.
resource "aws_cloudfront_response_headers_policy" "this" {
  name    = local.names["edge-headers"]
  comment = "Headers of contract/web-headers.json"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.headers["content-security-policy"].value
      override                = false
    }
    strict_transport_security {
      access_control_max_age_sec = tonumber(regex("max-age=([0-9]+)", local.transport)[0])
      include_subdomains         = strcontains(lower(local.transport), "includesubdomains")
      preload                    = strcontains(lower(local.transport), "preload")
      override                   = false
    }
    content_type_options {
      override = false
    }
    frame_options {
      frame_option = local.headers["x-frame-options"].value
      override     = false
    }
    referrer_policy {
      referrer_policy = local.headers["referrer-policy"].value
      override        = false
    }
  }
  custom_headers_config {
    dynamic "items" {
      for_each = { for key, header in local.headers : key => header if !contains(local.security_headers, key) }
      content {
        header   = items.value.name
        value    = items.value.value
        override = false
      }
    }
  }
  remove_headers_config {
    items {
      header = "Server"
    }
  }

  lifecycle {
    precondition {
      condition     = local.headers["x-content-type-options"].value == "nosniff"
      error_message = "contract/web-headers.json: X-Content-Type-Options must be nosniff, CloudFront knows no other value."
    }
  }
}
