#include "main/services.hpp"

#include <filesystem>

#include "adapters/curl/smtp_mailer.hpp"
#include "adapters/database_queue/database_queue.hpp"
#include "adapters/filesystem/mail_folder.hpp"
#include "adapters/memory/memory_cache.hpp"
#include "adapters/postgres/postgres_database.hpp"
#include "adapters/postgres/postgres_projection.hpp"
#include "adapters/redis/redis_cache.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "base/text.hpp"
#include "main/secret.hpp"
#include "records/migrations.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kDatabaseFile = "housing.sqlite";
constexpr std::string_view kKeyFile = "signing.key";
constexpr std::string_view kLocalMailFrom = "Housing Trends <no-reply@localhost.localdomain>";
constexpr std::size_t kMinSigningKey = 32;

std::string database_url(const Environment& environment, const std::string& data_dir) {
  if (environment.database_url) return *environment.database_url;
  return "sqlite://" + (std::filesystem::absolute(data_dir) / kDatabaseFile).string();
}

std::unexpected<base::Error> unknown_scheme(std::string_view variable, const std::string& url, std::string_view known) {
  // Without what may be a password.
  const std::string scheme = url.substr(0, std::min(url.find(':'), std::size_t{20}));
  return base::fail(base::ErrorCode::kInvalidInput,
                    std::string(variable) + ": '" + scheme + ":' is not served here; known are " + std::string(known));
}

// Asked anew for each sign-in, so that a file that was replaced is read again. Empty where nothing is configured.
ports::CredentialsSource credentials(std::string_view variable, const std::optional<std::string>& user,
                                     const std::optional<std::string>& password) {
  if (!password) return {};
  return [name = std::string(variable), user, password](bool) -> base::Result<ports::Credentials> {
    HT_TRY(std::string user_text, resolve_secret(name, user));
    HT_TRY(std::string password_text, resolve_secret(name, password));
    return ports::Credentials{.user = std::move(user_text), .password = std::move(password_text)};
  };
}

}  // namespace

base::Result<std::unique_ptr<ports::Database>> open_database(const Environment& environment,
                                                             const std::string& data_dir, const base::Clock& clock) {
  const std::string url = database_url(environment, data_dir);
  std::unique_ptr<ports::Database> database;
  if (url.starts_with("sqlite:")) {
    HT_TRY(database, sqlite::SqliteDatabase::open(url, clock));
  } else if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    HT_TRY(database,
           postgres::PostgresDatabase::open(
               url, credentials("HOUSING_DATABASE_PASSWORD", environment.database_user, environment.database_password),
               clock));
  } else {
    return unknown_scheme("HOUSING_DATABASE_URL", url, "sqlite:///file and postgresql://host/database");
  }
  return database;
}

base::Status prepare_schema(ports::Database& database, const base::Clock& clock) {
  if (database.dialect() != ports::Dialect::kSqlite) return records::check(database, clock);
  HT_CHECK_OK(records::migrate(database, clock));
  return {};
}

base::Result<std::unique_ptr<Services>> Services::open(const Environment& environment, const std::string& data_dir,
                                                       const std::string& local_url, const base::Clock& clock,
                                                       base::Log& log) {
  std::unique_ptr<Services> services(new Services);
  HT_TRY(services->database_, open_database(environment, data_dir, clock));
  HT_CHECK_OK(prepare_schema(*services->database_, clock));
  if (auto* server = dynamic_cast<postgres::PostgresDatabase*>(services->database_.get()))
    services->projection_ = std::make_unique<postgres::PostgresProjection>(*server, clock);
  HT_CHECK_OK(services->open_cache(environment, clock));
  HT_CHECK_OK(services->open_queue(environment, clock));
  HT_CHECK_OK(services->open_mailer(environment, data_dir, clock));
  HT_TRY(accounts::Settings settings, services->settings(environment, data_dir, local_url));
  services->accounts_.emplace(accounts::Context{.database = *services->database_,
                                                .cache = *services->cache_,
                                                .clock = clock,
                                                .random = services->random_,
                                                .log = log,
                                                .settings = std::move(settings)});
  const std::string exportable_flags = environment.exportable.value_or("open");
  for (const std::string_view flag : base::split(exportable_flags, char(44)))
    services->exportable_.emplace_back(base::trim(flag));
  return services;
}

base::Status Services::open_cache(const Environment& environment, const base::Clock& clock) {
  const std::string url = environment.cache_url.value_or("memory:");
  own_ = std::make_unique<memory::MemoryCache>(clock);
  cache_ = own_.get();
  if (url == "memory:") return {};
  if (!url.starts_with("redis://") && !url.starts_with("rediss://"))
    return unknown_scheme("HOUSING_CACHE_URL", url, "memory:, redis://host and rediss://host");
  HT_TRY(shared_, redis::RedisCache::open(
                      {.url = url,
                       .credentials = credentials("HOUSING_CACHE_PASSWORD", std::nullopt, environment.cache_password),
                       .ca_file = environment.ca_file.value_or("")},
                      clock));
  fallback_ = std::make_unique<app::FallbackCache>(*shared_, *own_);
  cache_ = fallback_.get();
  return {};
}

base::Status Services::open_queue(const Environment& environment, const base::Clock& clock) {
  const std::string url = environment.queue_url.value_or("database:");
  if (url != "database:") return unknown_scheme("HOUSING_QUEUE_URL", url, "database:");
  queue_ = std::make_unique<database_queue::DatabaseQueue>(*database_, clock);
  return {};
}

base::Status Services::open_mailer(const Environment& environment, const std::string& data_dir,
                                   const base::Clock& clock) {
  constexpr std::string_view kFile = "file://";
  const std::string url =
      environment.mail_url.value_or("file://" + std::filesystem::absolute(data_dir).string() + "/mail");
  if (url.starts_with(kFile) && url.substr(kFile.size()).starts_with('/')) {
    HT_TRY(mailer_, filesystem::MailFolder::open(url.substr(kFile.size()), clock));
    return {};
  }
  if (!url.starts_with("smtp://") && !url.starts_with("smtps://"))
    return unknown_scheme("HOUSING_MAIL_URL", url, "file:///folder, smtp://host and smtps://host");
  HT_TRY(mailer_, curl::SmtpMailer::open({.url = url,
                                          .credentials = credentials("HOUSING_MAIL_PASSWORD", environment.mail_user,
                                                                     environment.mail_password),
                                          .ca_file = environment.ca_file.value_or("")},
                                         clock));
  return {};
}

base::Result<accounts::Settings> Services::settings(const Environment& environment, const std::string& data_dir,
                                                    const std::string& local_url) {
  accounts::Settings settings;
  if (environment.signing_key) {
    HT_TRY(settings.signing_key, resolve_secret("HOUSING_SIGNING_KEY", *environment.signing_key));
    if (settings.signing_key.size() < kMinSigningKey)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "HOUSING_SIGNING_KEY: needs at least " + std::to_string(kMinSigningKey) + " random letters");
  } else {
    HT_TRY(settings.signing_key, local_secret(data_dir, kKeyFile));
  }
  settings.public_url = environment.public_url.value_or(local_url);
  while (settings.public_url.ends_with('/')) settings.public_url.pop_back();
  if (!settings.public_url.starts_with("https://") && !settings.public_url.starts_with("http://"))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_PUBLIC_URL: '" + settings.public_url + "' is no address like https://housing.example");
  settings.secure_cookies = settings.public_url.starts_with("https://");
  settings.mail_from = environment.mail_from.value_or(std::string(kLocalMailFrom));
  if (mail::address_of(settings.mail_from).empty())
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_MAIL_FROM: '" + settings.mail_from + "' is neither an address nor Name <address>");
  return settings;
}

}  // namespace housing::main
