# CloudFront's access logs into the logs bucket, by the log delivery of CloudWatch, which needs no access control list.
# CloudFront's delivery source is accepted in us-east-1 only.

locals {
  # No cookie, no Referer: what readers looked at is told by the address alone.
  log_fields = [
    "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs(Host)", "cs-uri-stem", "sc-status",
    "cs(User-Agent)", "cs-uri-query", "x-edge-result-type", "x-edge-request-id", "cs-protocol", "time-taken",
    "ssl-protocol", "ssl-cipher", "x-edge-detailed-result-type", "time-to-first-byte",
  ]
}

resource "aws_cloudwatch_log_delivery_source" "this" {
  provider = aws.edge

  name         = local.names["edge-log-source"]
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.this.arn
  tags         = local.tags
}

resource "aws_cloudwatch_log_delivery_destination" "this" {
  provider = aws.edge

  name          = local.names["edge-log-destination"]
  output_format = "w3c"
  tags          = local.tags

  delivery_destination_configuration {
    destination_resource_arn = "${var.logs_bucket.arn}/edge"
  }
}

resource "aws_cloudwatch_log_delivery" "this" {
  provider = aws.edge

  delivery_source_name     = aws_cloudwatch_log_delivery_source.this.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.this.arn
  record_fields            = local.log_fields
  tags                     = local.tags

  s3_delivery_configuration {
    suffix_path = "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}"
  }
}
