output "distribution_arn" { value = aws_cloudfront_distribution.this.arn }
output "distribution_id" { value = aws_cloudfront_distribution.this.id }
output "health_check_id" { value = aws_route53_health_check.this.id }
