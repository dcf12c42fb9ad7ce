# The web ACL before everything else: AWS's managed rules and limits of requests from one address. The API's own
# limits, which know accounts and keys, stay behind it.

locals {
  waf = var.common.env.options.waf ? 1 : 0
  # The service writes to groups of this prefix only.
  acl_log = "aws-waf-logs-${local.names["edge-web-acl"]}"
  rates   = { for i, rate in local.edge.webAcl.rateLimits : i => rate }
  managed = { for i, rule in local.edge.webAcl.managedRules : length(local.edge.webAcl.rateLimits) + i => rule }
}

resource "aws_wafv2_web_acl" "this" {
  provider = aws.edge
  count    = local.waf

  name  = local.names["edge-web-acl"]
  scope = "CLOUDFRONT"
  tags  = merge(local.tags, { Name = local.names["edge-web-acl"] })

  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = local.names["edge-web-acl"]
  }

  # 429, as the API's own limit answers, and not the 403 of a refusal.
  dynamic "rule" {
    for_each = local.rates
    content {
      name     = "rate-${rule.value.name}"
      priority = tonumber(rule.key)
      action {
        block {
          custom_response {
            response_code = 429
          }
        }
      }
      statement {
        rate_based_statement {
          aggregate_key_type    = "IP"
          limit                 = rule.value.requests
          evaluation_window_sec = rule.value.seconds
          dynamic "scope_down_statement" {
            for_each = rule.value.path == "/" ? [] : [rule.value.path]
            content {
              byte_match_statement {
                search_string         = scope_down_statement.value
                positional_constraint = "STARTS_WITH"
                field_to_match {
                  uri_path {}
                }
                text_transformation {
                  priority = 0
                  type     = "URL_DECODE"
                }
                text_transformation {
                  priority = 1
                  type     = "NORMALIZE_PATH"
                }
              }
            }
          }
        }
      }
      visibility_config {
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
        metric_name                = "rate-${rule.value.name}"
      }
    }
  }
  dynamic "rule" {
    for_each = local.managed
    content {
      name     = rule.value.name
      priority = tonumber(rule.key)
      override_action {
        none {}
      }
      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value.name
          dynamic "rule_action_override" {
            for_each = rule.value.countOnly
            content {
              name = rule_action_override.value
              action_to_use {
                count {}
              }
            }
          }
        }
      }
      visibility_config {
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
        metric_name                = rule.value.name
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "acl" {
  provider = aws.edge
  count    = local.waf

  name              = local.acl_log
  retention_in_days = var.common.env.logDays
  kms_key_id        = aws_kms_key.this.arn
  tags              = merge(local.tags, { Name = local.acl_log })
}

# What was blocked or counted, without what a reader keeps secret.
resource "aws_wafv2_web_acl_logging_configuration" "this" {
  provider = aws.edge
  count    = local.waf

  resource_arn            = aws_wafv2_web_acl.this[0].arn
  log_destination_configs = [aws_cloudwatch_log_group.acl[0].arn]

  dynamic "redacted_fields" {
    for_each = ["authorization", "cookie"]
    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }
  logging_filter {
    default_behavior = "DROP"
    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"
      condition {
        action_condition {
          action = "BLOCK"
        }
      }
      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }
}

# Saved queries of the web ACL's log.
resource "aws_cloudwatch_query_definition" "acl" {
  provider = aws.edge
  for_each = { for query in var.queries : query.id => query if try(query.stack, "") == "edge" && local.waf == 1 }

  name            = "${var.common.project}/${var.common.environment}/${each.key}"
  log_group_names = [local.acl_log]
  query_string    = join("\n| ", each.value.query)
}
