# The internal balancer: CloudFront reaches it over HTTPS through a VPC origin.

locals {
  drain_seconds = 30 # above the 25 s the server drains
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.common.domain
  subject_alternative_names = [var.common.origin_domain]
  validation_method         = "DNS"
  tags                      = merge(local.tags, { Name = local.names["api-certificate"] })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = { for option in aws_acm_certificate.this.domain_validation_options : option.domain_name => option }

  zone_id         = var.common.site.hostedZoneId
  name            = each.value.resource_record_name
  type            = each.value.resource_record_type
  records         = [each.value.resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_lb" "this" {
  name                       = local.names["api-alb"]
  internal                   = true
  load_balancer_type         = "application"
  security_groups            = [var.security_groups["alb"]]
  subnets                    = var.subnets
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"
  enable_http2               = true
  enable_deletion_protection = var.common.keep
  idle_timeout               = 60
  tags                       = merge(local.tags, { Name = local.names["api-alb"] })

  access_logs {
    enabled = true
    bucket  = var.logs_bucket.name
    prefix  = "alb"
  }
}

resource "aws_lb_target_group" "this" {
  for_each = toset(["blue", "green"])

  name                 = local.names["api-${each.key}"]
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = 8080
  protocol             = "HTTP"
  deregistration_delay = local.drain_seconds
  tags                 = merge(local.tags, { Name = local.names["api-${each.key}"] })

  health_check {
    path                = "/health/ready"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

# 443 serves; 8443 shows the next version before it takes traffic. CodeDeploy moves both between blue and green.
resource "aws_lb_listener" "this" {
  for_each = { blue = 443, green = 8443 }

  load_balancer_arn = aws_lb.this.arn
  port              = each.value
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn
  tags              = merge(local.tags, { Name = "${local.names["api-alb"]}-${each.value}" })

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }
  lifecycle {
    ignore_changes = [default_action]
  }
}
