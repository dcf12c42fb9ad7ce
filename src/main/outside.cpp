#include "main/outside.hpp"

#include <filesystem>

#include "adapters/curl/smtp_mailer.hpp"
#include "adapters/database_queue/database_queue.hpp"
#include "adapters/eventbridge/event_bus.hpp"
#include "adapters/filesystem/folder_store.hpp"
#include "adapters/filesystem/mail_folder.hpp"
#include "adapters/postgres/postgres_database.hpp"
#include "adapters/s3/s3_store.hpp"
#include "adapters/ses/ses_mailer.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "adapters/sqs/sqs_queue.hpp"
#include "main/secret.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kFileScheme = "file://";
constexpr std::string_view kDatabaseFile = "housing.sqlite";

std::filesystem::path absolute(const std::string& data_dir) { return std::filesystem::absolute(data_dir); }

// The folder of file:///folder.
std::optional<std::filesystem::path> folder_of(const std::string& url) {
  if (!url.starts_with(kFileScheme) || !url.substr(kFileScheme.size()).starts_with('/')) return std::nullopt;
  return url.substr(kFileScheme.size());
}

}  // namespace

std::unexpected<base::Error> unknown_scheme(std::string_view variable, const std::string& url, std::string_view known) {
  const std::string scheme = url.substr(0, std::min(url.find(':'), std::size_t{20}));
  return base::fail(base::ErrorCode::kInvalidInput,
                    std::string(variable) + ": '" + scheme + ":' is not served here; known are " + std::string(known));
}

// What everything on AWS is called through.
struct Outside::Aws {
  Aws(const Environment& environment, aws::SessionOptions given, const base::Clock& the_clock)
      : options(std::move(given)),
        clock(the_clock),
        client({.ca_file = environment.ca_file.value_or("")}),
        credentials(aws::default_credentials(environment.aws, client, clock)),
        secrets(options, *credentials, client, clock) {}

  const aws::SessionOptions options;
  const base::Clock& clock;
  client::Client client;
  std::unique_ptr<aws::CredentialsProvider> credentials;
  secrets::Secrets secrets;
  std::map<std::string, std::unique_ptr<aws::Session>> sessions;  // by region
};

Outside::Outside(const Environment& environment, std::string data_dir, const base::Clock& clock)
    : environment_(environment), data_dir_(std::move(data_dir)), clock_(clock) {}

Outside::~Outside() = default;

base::Result<Outside::Aws*> Outside::aws_parts() {
  if (aws_ == nullptr) {
    HT_TRY(auto options, aws::session_options(environment_.aws));
    aws_ = std::make_unique<Aws>(environment_, std::move(options), clock_);
  }
  return aws_.get();
}

base::Result<aws::Session*> Outside::aws(const std::string& region) {
  HT_TRY(Aws * parts, aws_parts());
  const std::string wanted = region.empty() ? parts->options.region : region;
  auto& session = parts->sessions[wanted];
  if (session == nullptr) {
    aws::SessionOptions options = parts->options;
    options.region = wanted;
    session = std::make_unique<aws::Session>(std::move(options), *parts->credentials, parts->client, clock_);
  }
  return session.get();
}

base::Result<std::string> Outside::secret(std::string_view variable, const std::optional<std::string>& value,
                                          bool refresh) {
  if (!value || !secrets::Reference::is_one(*value)) return resolve_secret(variable, value);
  HT_TRY(Aws * parts, aws_parts());
  return parts->secrets.resolve(variable, *value, refresh);
}

ports::CredentialsSource Outside::credentials(std::string_view variable, const std::optional<std::string>& user,
                                              const std::optional<std::string>& password) {
  if (!password) return {};
  return [this, name = std::string(variable), user, password](bool refresh) -> base::Result<ports::Credentials> {
    HT_TRY(std::string user_text, secret(name, user, refresh));
    HT_TRY(std::string password_text, secret(name, password, refresh));
    return ports::Credentials{.user = std::move(user_text), .password = std::move(password_text)};
  };
}

base::Result<std::unique_ptr<ports::Database>> Outside::open_database() {
  const std::string url =
      environment_.database_url.value_or("sqlite://" + (absolute(data_dir_) / kDatabaseFile).string());
  std::unique_ptr<ports::Database> database;
  if (url.starts_with("sqlite:")) {
    HT_TRY(database, sqlite::SqliteDatabase::open(url, clock_));
  } else if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    HT_TRY(
        database,
        postgres::PostgresDatabase::open(
            url, credentials("HOUSING_DATABASE_PASSWORD", environment_.database_user, environment_.database_password),
            clock_));
  } else {
    return unknown_scheme("HOUSING_DATABASE_URL", url, "sqlite:///file and postgresql://host/database");
  }
  return database;
}

base::Result<std::unique_ptr<ports::ObjectStore>> Outside::open_objects() {
  const std::string url = environment_.objects_url.value_or("file://" + (absolute(data_dir_) / "objects").string());
  std::unique_ptr<ports::ObjectStore> store;
  if (url.starts_with("s3://")) {
    auto options = s3::S3Options::parse(url, absolute(data_dir_) / "cache");
    if (!options) return std::unexpected(options.error().at("HOUSING_OBJECTS_URL"));
    HT_TRY(aws::Session * session, aws());
    HT_TRY(store, s3::S3Store::open(std::move(*options), *session));
    return store;
  }
  const auto folder = folder_of(url);
  if (!folder)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_OBJECTS_URL: '" + url + "' is neither of the form file:///folder nor s3://bucket");
  HT_TRY(store, filesystem::FolderStore::open(*folder));
  return store;
}

bool Outside::queue_is_apart() const { return environment_.queue_url.value_or("database:") != "database:"; }

base::Result<std::unique_ptr<ports::Queue>> Outside::open_queue(ports::Database& database) {
  const std::string url = environment_.queue_url.value_or("database:");
  std::unique_ptr<ports::Queue> queue;
  if (url.starts_with("sqs://")) {
    HT_TRY(aws::Session * session, aws());
    HT_TRY(queue, sqs::SqsQueue::open(url, *session));
    return queue;
  }
  if (queue_is_apart()) return unknown_scheme("HOUSING_QUEUE_URL", url, "database: and sqs://prefix");
  return std::make_unique<database_queue::DatabaseQueue>(database, clock_);
}

base::Result<std::unique_ptr<ports::Mailer>> Outside::open_mailer() {
  const std::string url = environment_.mail_url.value_or("file://" + absolute(data_dir_).string() + "/mail");
  std::unique_ptr<ports::Mailer> mailer;
  if (const auto folder = folder_of(url)) {
    HT_TRY(mailer, filesystem::MailFolder::open(*folder, clock_));
  } else if (url.starts_with("ses://")) {
    HT_TRY(const std::string region, ses::SesMailer::region_of(url));
    HT_TRY(aws::Session * session, aws(region));
    HT_TRY(mailer, ses::SesMailer::open(url, *session));
  } else if (url.starts_with("smtp://") || url.starts_with("smtps://")) {
    HT_TRY(mailer, curl::SmtpMailer::open({.url = url,
                                           .credentials = credentials("HOUSING_MAIL_PASSWORD", environment_.mail_user,
                                                                      environment_.mail_password),
                                           .ca_file = environment_.ca_file.value_or("")},
                                          clock_));
  } else {
    return unknown_scheme("HOUSING_MAIL_URL", url, "file:///folder, smtp://host, smtps://host and ses://region");
  }
  return mailer;
}

base::Result<std::unique_ptr<ports::Events>> Outside::open_events() {
  std::unique_ptr<ports::Events> events;
  if (!environment_.events_url) return events;
  if (!environment_.events_url->starts_with("eventbridge://"))
    return unknown_scheme("HOUSING_EVENTS_URL", *environment_.events_url, "eventbridge://bus");
  HT_TRY(aws::Session * session, aws());
  HT_TRY(events, eventbridge::EventBus::open(*environment_.events_url, *session));
  return events;
}

}  // namespace housing::main
