# What the table says of one environment: every alarm with its own name, metrics and threshold.
#
#   each       one alarm for each member of a list; "{each}" stands for the member
#   when       a setting that has to be on; onlyRegion: the metric exists in that region alone
#   {name:…}   the name of a resource, {bucket:…} of a bucket; other braces are the caller's values

locals {
  comparisons = { ">" = "GreaterThanThreshold", "<" = "LessThanThreshold" }
  env         = var.common.env

  # ElastiCache's own names for the nodes of a replication group.
  nodes  = [for node in range(local.env.cache.replicasPerShard + 1) : format("%03d", node + 1)]
  shards = [for shard in range(local.env.cache.shards) : format("%04d", shard + 1)]
  lists = merge(var.table.lists, { cacheNodes = local.env.cache.clusterMode ? [
    for pair in setproduct(local.shards, local.nodes) : join("-", pair)
  ] : local.nodes })

  # "api.minTasks" of the settings, by its path.
  settings = merge([for key, value in local.env :
    try({ for inner, number in value : "${key}.${inner}" => number }, { (key) = value })
  ]...)

  wanted = [
    for text in var.table.alarms : text
    if try(text.stack, "environment") == var.stack
    && (try(text.when, "") == "" ? true : !contains(["false", "0"], tostring(local.settings[text.when])))
    && try(text.onlyRegion, var.common.region) == var.common.region
  ]
  members = flatten([
    for text in local.wanted : [
      for member in try(local.lists[text.each], [""]) : {
        key    = member == "" ? text.id : "${text.id}-${member}"
        id     = text.id
        member = member
      }
    ]
  ])
  texts = { for text in local.wanted : text.id => text }

  braces = merge(
    { for key, name in var.common.names : "name:${key}" => name },
    { for key, name in var.common.names : "bucket:${key}" => name },
    var.values,
  )
  common_dimensions = { Environment = var.common.environment }

  alarms = {
    for each in local.members : each.key => {
      text       = local.texts[each.id]
      single     = can(local.texts[each.id].metric)
      percentile = can(regex("^p[0-9]", local.texts[each.id].statistic))
      message    = local.messages[each.id]
      threshold = try(
        local.settings[local.texts[each.id].thresholdSetting],
        local.texts[each.id].threshold,
        local.texts[each.id].thresholds[each.member],
      )
      seconds = try(local.settings[local.texts[each.id].periodSetting] * 60, local.texts[each.id].periodSeconds)
      metrics = {
        for id, metric in try(local.texts[each.id].metrics, { single = local.texts[each.id].metric }) : id => {
          namespace = can(metric.telemetry) ? var.telemetry.namespace : metric.namespace
          name      = can(metric.telemetry) ? local.telemetry[metric.telemetry] : metric.name
          statistic = try(metric.statistic, null)
          dimensions = merge(can(metric.telemetry) ? local.common_dimensions : {}, {
            # The member first: it may stand inside a name's braces. A value has one pair of braces at most.
            for name, value in metric.dimensions : name => join("", [
              for part in regexall("\\{[^}]+\\}|[^{}]+", replace(value, "{each}", each.member)) :
              startswith(part, "{") ? local.braces[trim(part, "{}")] : part
            ])
          })
        }
      }
    }
  }

  # A name the contract does not have is an error here.
  telemetry = { for metric in var.telemetry.metrics : metric.name => metric.name }

  urgency = { page = "Look at once.", ticket = "Look within a working day." }
  messages = {
    for text in local.wanted : text.id =>
    "${text.name}. ${local.urgency[text.severity]} Run-book: ${var.common.runbooks}/${text.runbook}"
  }
}
