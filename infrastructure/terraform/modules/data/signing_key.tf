# The key of signed links and TOTP seeds. Written once, read by the API alone, never kept in Terraform's state.

resource "aws_secretsmanager_secret" "signing_key" {
  name                    = local.names["api-signing-key"]
  description             = "Signed links and TOTP seeds"
  kms_key_id              = aws_kms_key.data.arn
  recovery_window_in_days = var.common.keep ? 30 : 0
  tags                    = { Service = "api", Name = local.names["api-signing-key"] }
}

resource "aws_secretsmanager_secret_version" "signing_key" {
  secret_id                = aws_secretsmanager_secret.signing_key.id
  secret_string_wo         = sha256("${uuid()}${uuid()}")
  secret_string_wo_version = 1
}
