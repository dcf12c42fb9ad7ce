# Mail: the domain's identity with DKIM, a configuration set that requires TLS, and what becomes of bounces.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "common" {
  description = "Names, site and settings of the environment; see ../../locals.tf."
  type        = any
}

variable "queue_arn" {
  description = "Where bounces, complaints and rejects go."
  type        = string
}

locals {
  names       = var.common.names
  tags        = { Service = "mail" }
  ses_arn     = var.common.arn.ses
  ttl         = 1800
  tokens      = 3 # that Easy DKIM hands out
  events      = ["BOUNCE", "COMPLAINT", "REJECT"]
  default_bus = "${var.common.arn.events}:event-bus/default"
}

resource "aws_sesv2_configuration_set" "this" {
  configuration_set_name = local.names["mail-configuration"]
  tags                   = merge(local.tags, { Name = local.names["mail-configuration"] })

  delivery_options {
    tls_policy = "REQUIRE"
  }
  reputation_options {
    reputation_metrics_enabled = true
  }
  sending_options {
    sending_enabled = true
  }
  suppression_options {
    suppressed_reasons = ["BOUNCE", "COMPLAINT"]
  }
}

resource "aws_sesv2_email_identity" "this" {
  email_identity         = var.common.domain
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  tags                   = merge(local.tags, { Name = var.common.domain })

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }
}

resource "aws_sesv2_email_identity_mail_from_attributes" "this" {
  email_identity         = aws_sesv2_email_identity.this.email_identity
  mail_from_domain       = "bounce.${var.common.domain}"
  behavior_on_mx_failure = "USE_DEFAULT_VALUE"
}

resource "aws_route53_record" "dkim" {
  count = local.tokens

  zone_id = var.common.site.hostedZoneId
  name    = "${aws_sesv2_email_identity.this.dkim_signing_attributes[0].tokens[count.index]}._domainkey.${var.common.domain}"
  type    = "CNAME"
  ttl     = local.ttl
  records = ["${aws_sesv2_email_identity.this.dkim_signing_attributes[0].tokens[count.index]}.dkim.amazonses.com"]
}

# Where bounces return to, and what receivers should think of mail that claims to be ours.
resource "aws_route53_record" "text" {
  for_each = {
    mx    = { name = "bounce", type = "MX", value = "10 feedback-smtp.${var.common.region}.amazonses.com" }
    spf   = { name = "bounce", type = "TXT", value = "v=spf1 include:amazonses.com -all" }
    dmarc = { name = "_dmarc", type = "TXT", value = "v=DMARC1; p=quarantine; adkim=s" }
  }

  zone_id = var.common.site.hostedZoneId
  name    = "${each.value.name}.${var.common.domain}"
  type    = each.value.type
  ttl     = local.ttl
  records = [each.value.value]
}

resource "aws_sesv2_configuration_set_event_destination" "this" {
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  event_destination_name = local.names["mail-events"]

  event_destination {
    enabled              = true
    matching_event_types = local.events
    event_bridge_destination {
      event_bus_arn = local.default_bus
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  name        = local.names["mail-events"]
  description = "Bounces, complaints and rejects -> mail"
  event_pattern = jsonencode({
    source = ["aws.ses"]
    detail = {
      eventType = ["Bounce", "Complaint", "Reject"]
      mail      = { tags = { "ses:configuration-set" = [local.names["mail-configuration"]] } }
    }
  })
  tags = merge(local.tags, { Name = local.names["mail-events"] })
}

resource "aws_cloudwatch_event_target" "this" {
  rule      = aws_cloudwatch_event_rule.this.name
  arn       = var.queue_arn
  target_id = "mail-queue"
}

output "arns" {
  description = "Identity and configuration set, known at plan."
  value = [
    "${local.ses_arn}:identity/${var.common.domain}",
    "${local.ses_arn}:configuration-set/${local.names["mail-configuration"]}",
  ]
}
output "rule_arn" {
  description = "Known at plan, so that the queue's policy can name it."
  value       = "${var.common.arn.events}:rule/${local.names["mail-events"]}"
}
