# The edge: CloudFront before the built site and the API. What CloudFront wants in us-east-1 is made there.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.edge]
    }
  }
}

locals {
  names  = var.common.names
  tags   = { Service = "edge" }
  edge   = var.common.edge
  region = "us-east-1"
}

resource "aws_cloudfront_distribution" "this" {
  comment         = local.names["edge-distribution"]
  enabled         = true
  aliases         = [var.common.domain]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  price_class     = "PriceClass_100" # North America and Europe: the readers of American housing data are there
  web_acl_id      = var.common.env.options.waf ? aws_wafv2_web_acl.this[0].arn : null
  tags            = merge(local.tags, { Name = local.names["edge-distribution"] })

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.this.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  origin {
    origin_id                = "site"
    domain_name              = var.site_bucket.domain
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
  }
  origin {
    origin_id   = "api"
    domain_name = var.common.origin_domain
    vpc_origin_config {
      vpc_origin_id            = aws_cloudfront_vpc_origin.this.id
      origin_read_timeout      = local.read_timeout
      origin_keepalive_timeout = local.keep_alive
    }
  }
  # What the bucket has not, or cannot give, is asked of the API's server, which carries the same site: an unknown page
  # is 404.html with status 404, and readers notice nothing of an outage of S3.
  origin_group {
    origin_id = "site-or-api"
    failover_criteria {
      status_codes = local.edge.failoverStatuses
    }
    member {
      origin_id = "site"
    }
    member {
      origin_id = "api"
    }
  }

  default_cache_behavior {
    target_origin_id           = "site-or-api"
    cache_policy_id            = aws_cloudfront_cache_policy.this["site"].id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.rewrites.arn
    }
  }

  # Without it an error is kept for ten seconds, longer than the API's Retry-After says.
  dynamic "custom_error_response" {
    for_each = local.edge.keptErrors.statuses
    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = local.edge.keptErrors.seconds
    }
  }

  # CloudFront takes the first pattern that fits: accounts before the whole of the API.
  dynamic "ordered_cache_behavior" {
    for_each = concat(
      [for path in concat(local.edge.accountPaths, local.edge.livePaths) : { path = path, cached = false }],
      [for path in concat(local.edge.cachedPaths, local.edge.pagePaths) : { path = path, cached = true }],
    )
    content {
      path_pattern               = ordered_cache_behavior.value.path
      target_origin_id           = "api"
      cache_policy_id            = ordered_cache_behavior.value.cached ? aws_cloudfront_cache_policy.this["api"].id : local.caching_disabled
      origin_request_policy_id   = ordered_cache_behavior.value.cached ? aws_cloudfront_origin_request_policy.api.id : local.all_but_host
      response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
      viewer_protocol_policy     = "redirect-to-https"
      allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
    }
  }
}

resource "aws_cloudfront_function" "rewrites" {
  name    = local.names["edge-rewrites"]
  comment = "Addresses of pages to files of the site"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/../../../cdk/lib/edge/edge-rewrites.js")
}

resource "aws_route53_record" "alias" {
  for_each = toset(["A", "AAAA"])

  zone_id = var.common.site.hostedZoneId
  name    = var.common.domain
  type    = each.key
  alias {
    name                   = aws_cloudfront_distribution.this.domain_name
    zone_id                = aws_cloudfront_distribution.this.hosted_zone_id
    evaluate_target_health = false
  }
}
