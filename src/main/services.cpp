#include "main/services.hpp"

#include "adapters/memory/memory_cache.hpp"
#include "adapters/postgres/postgres_database.hpp"
#include "adapters/postgres/postgres_projection.hpp"
#include "adapters/redis/redis_cache.hpp"
#include "base/text.hpp"
#include "main/secret.hpp"
#include "records/migrations.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kKeyFile = "signing.key";
constexpr std::string_view kLocalMailFrom = "Housing Trends <no-reply@localhost.localdomain>";
constexpr std::size_t kMinSigningKey = 32;

}  // namespace

base::Status prepare_schema(ports::Database& database, const base::Clock& clock) {
  if (database.dialect() != ports::Dialect::kSqlite) return records::check(database, clock);
  HT_CHECK_OK(records::migrate(database, clock));
  return {};
}

base::Result<std::unique_ptr<Services>> Services::open(Outside& outside, const std::string& local_url, base::Log& log,
                                                       const telemetry::Telemetry* telemetry) {
  std::unique_ptr<Services> services(new Services);
  const base::Clock& clock = outside.clock();
  HT_TRY(services->database_, outside.open_database());
  HT_CHECK_OK(prepare_schema(*services->database_, clock));
  if (auto* server = dynamic_cast<postgres::PostgresDatabase*>(services->database_.get()))
    services->projection_ = std::make_unique<postgres::PostgresProjection>(*server, clock);
  HT_CHECK_OK(services->open_cache(outside, telemetry));
  HT_TRY(services->queue_, outside.open_queue(*services->database_));
  HT_TRY(services->mailer_, outside.open_mailer());
  HT_TRY(accounts::Settings settings, Services::settings(outside, local_url));
  ports::Database* database = services->database_.get();
  if (telemetry != nullptr) {
    database = &services->traced_database_.emplace(*database, *telemetry);
    services->traced_queue_.emplace(*services->queue_, *telemetry, outside.queue_is_apart() ? "aws_sqs" : "database");
    services->traced_mailer_.emplace(*services->mailer_, *telemetry);
  }
  services->accounts_.emplace(accounts::Context{.database = *database,
                                                .cache = *services->cache_,
                                                .clock = clock,
                                                .random = services->random_,
                                                .log = log,
                                                .settings = std::move(settings)});
  const std::string exportable_flags = outside.environment().exportable.value_or("open");
  for (const std::string_view flag : base::split(exportable_flags, ','))
    services->exportable_.emplace_back(base::trim(flag));
  return services;
}

base::Status Services::open_cache(Outside& outside, const telemetry::Telemetry* telemetry) {
  const Environment& environment = outside.environment();
  const std::string url = environment.cache_url.value_or("memory:");
  own_ = std::make_unique<memory::MemoryCache>(outside.clock());
  cache_ = own_.get();
  if (url == "memory:") return {};
  if (!url.starts_with("redis://") && !url.starts_with("rediss://"))
    return unknown_scheme("HOUSING_CACHE_URL", url, "memory:, redis://host and rediss://host");
  HT_TRY(shared_, redis::RedisCache::open({.url = url,
                                           .credentials = outside.credentials("HOUSING_CACHE_PASSWORD", std::nullopt,
                                                                              environment.cache_password),
                                           .ca_file = environment.ca_file.value_or("")},
                                          outside.clock()));
  ports::Cache* shared = shared_.get();
  if (telemetry != nullptr) shared = &traced_cache_.emplace(*shared, *telemetry);
  fallback_ = std::make_unique<app::FallbackCache>(*shared, *own_);
  cache_ = fallback_.get();
  return {};
}

base::Result<accounts::Settings> Services::settings(Outside& outside, const std::string& local_url) {
  const Environment& environment = outside.environment();
  accounts::Settings settings;
  if (environment.signing_key) {
    HT_TRY(settings.signing_key, outside.secret("HOUSING_SIGNING_KEY", environment.signing_key));
    if (settings.signing_key.size() < kMinSigningKey)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "HOUSING_SIGNING_KEY: needs at least " + std::to_string(kMinSigningKey) + " random letters");
  } else {
    HT_TRY(settings.signing_key, local_secret(outside.data_dir(), kKeyFile));
  }
  settings.public_url = environment.public_url.value_or(local_url);
  while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
  if (!settings.public_url.starts_with("https://") && !settings.public_url.starts_with("http://"))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_PUBLIC_URL: '" + settings.public_url + "' is no address like https://housing.example");
  settings.secure_cookies = settings.public_url.starts_with("https://");
  const std::string factor = environment.admin_factor.value_or("offered");
  if (factor != "offered" && factor != "required")
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_ADMIN_FACTOR: '" + factor + "' is neither offered nor required");
  settings.admins_need_factor = factor == "required";
  settings.mail_from = environment.mail_from.value_or(std::string(kLocalMailFrom));
  if (mail::address_of(settings.mail_from).empty())
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_MAIL_FROM: '" + settings.mail_from + "' is neither an address nor Name <address>");
  return settings;
}

}  // namespace housing::main
