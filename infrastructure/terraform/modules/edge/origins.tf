# Where answers come from: the bucket, signed for; the balancer, through an interface in the private subnets.

locals {
  # A little above the server's own limit of a request, so that it is the server that answers "too slow".
  read_timeout = 35
  # Below the balancer's idle timeout of a minute, so that CloudFront is the one to hang up.
  keep_alive = 55
}

resource "aws_cloudfront_origin_access_control" "this" {
  name                              = local.names["edge-site-access"]
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_vpc_origin" "this" {
  tags = merge(local.tags, { Name = local.names["edge-api-origin"] })

  vpc_origin_endpoint_config {
    name                   = local.names["edge-api-origin"]
    arn                    = var.alb.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"
    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}
