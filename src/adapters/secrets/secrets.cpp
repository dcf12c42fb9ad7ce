#include "adapters/secrets/secrets.hpp"

#include "base/base64.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace housing::secrets {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::string_view kSecretsManager = "secretsmanager://";
constexpr std::string_view kParameterStore = "ssm://";

std::string request_of(const Reference& reference) {
  std::string body;
  base::JsonWriter writer(body);
  writer.begin_object();
  if (reference.store == Reference::Store::kSecretsManager)
    writer.member("SecretId", reference.name);
  else
    writer.member("Name", reference.name).member("WithDecryption", true);
  writer.end_object();
  return body;
}

base::Result<std::string> value_of(const base::Json& answer, Reference::Store store) {
  const base::Json* value = store == Reference::Store::kSecretsManager ? answer.find("SecretString") : nullptr;
  if (store == Reference::Store::kParameterStore)
    if (const base::Json* parameter = answer.find("Parameter")) value = parameter->find("Value");
  if (value != nullptr && value->is_text()) return std::string(value->text_or(""));
  auto bytes = base::from_base64(answer.text("SecretBinary"));
  if (!bytes || bytes->empty()) return fail(ErrorCode::kInvalidInput, "has no value; store one");
  return *std::move(bytes);
}

base::Error error_of(const aws::Failure& failure) {
  if (failure.code == "ResourceNotFoundException" || failure.code == "ParameterNotFound")
    return {ErrorCode::kNotFound, "there is no such secret (" + failure.code + "); make it, or correct its name"};
  return aws::error_of(failure, "cannot be read");
}

// Of the JSON object that `text` is.
base::Result<std::string> member_of(const std::string& text, const std::string& key) {
  const auto json = base::Json::parse(text);
  if (!json || !json->is_object())
    return fail(ErrorCode::kInvalidInput, "is no JSON object, so it has no key '" + key + "'");
  const base::Json* member = json->find(key);
  if (member == nullptr || member->is_null() || member->is_object() || member->is_array())
    return fail(ErrorCode::kInvalidInput, "has no text for the key '" + key + "'");
  return member->is_text() ? std::string(member->text_or("")) : base::to_text(*member);
}

}  // namespace

bool Reference::is_one(std::string_view text) {
  return text.starts_with(kSecretsManager) || text.starts_with(kParameterStore);
}

base::Result<Reference> Reference::parse(std::string_view text) {
  Reference reference;
  if (text.starts_with(kSecretsManager)) {
    text.remove_prefix(kSecretsManager.size());
  } else if (text.starts_with(kParameterStore)) {
    text.remove_prefix(kParameterStore.size());
    reference.store = Store::kParameterStore;
  } else {
    return fail(ErrorCode::kInvalidInput, "is no reference; known are secretsmanager://NAME#KEY and ssm:///path/name");
  }
  const std::size_t hash = text.find('#');
  if (hash != std::string_view::npos) reference.key = text.substr(hash + 1);
  reference.name = text.substr(0, hash);
  if (reference.name.empty() || (hash != std::string_view::npos && reference.key.empty()))
    return fail(ErrorCode::kInvalidInput, "names no secret, or no key behind '#'");
  if (!reference.name.starts_with("arn:")) return reference;
  // "arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf"
  const auto parts = base::split(reference.name, ':');
  constexpr std::size_t kRegion = 3;
  if (parts.size() < 6 || parts[kRegion].empty())
    return fail(ErrorCode::kInvalidInput, "is no ARN: arn:aws:SERVICE:REGION:ACCOUNT:… is one");
  reference.region = parts[kRegion];
  return reference;
}

struct Secrets::Remembered {
  std::mutex mutex;  // held while the store is asked
  std::optional<std::string> text;
  std::chrono::nanoseconds asked{};
};

Secrets::Secrets(aws::SessionOptions options, aws::CredentialsProvider& credentials, client::Client& client,
                 const base::Clock& clock)
    : options_(std::move(options)), credentials_(credentials), client_(client), clock_(clock) {}

Secrets::~Secrets() = default;

base::Result<std::string> Secrets::resolve(std::string_view variable, std::string_view text, bool refresh) {
  auto value = part(text, refresh);
  if (value && value->empty()) value = fail(ErrorCode::kInvalidInput, "is empty; store a value");
  if (!value) return std::unexpected(value.error().at(std::string(variable) + ": " + std::string(text)));
  return value;
}

base::Result<std::string> Secrets::part(std::string_view text, bool refresh) {
  HT_TRY(const Reference reference, Reference::parse(text));
  HT_TRY(std::string value, whole(reference, refresh));
  if (reference.key.empty()) return value;
  return member_of(value, reference.key);
}

base::Result<std::string> Secrets::whole(const Reference& reference, bool refresh) {
  Remembered& entry = remembered(reference);
  const std::scoped_lock lock(entry.mutex);
  const auto now = clock_.monotonic();
  if (entry.text && (!refresh || now - entry.asked < kRefreshInterval)) return *entry.text;
  auto text = read(reference);
  entry.asked = now;
  if (text) {
    entry.text = *text;
    return text;
  }
  const bool silent = text.error().code == ErrorCode::kUnavailable || text.error().code == ErrorCode::kLimitExceeded;
  if (silent && entry.text) return *entry.text;
  return text;
}

base::Result<std::string> Secrets::read(const Reference& reference) {
  const bool secret = reference.store == Reference::Store::kSecretsManager;
  const std::string body = request_of(reference);
  HT_TRY(const auto answer, session_of(reference.region)
                                .call_json(secret ? "secretsmanager" : "ssm",
                                           secret ? "secretsmanager.GetSecretValue" : "AmazonSSM.GetParameter", "1.1",
                                           body, clock_.monotonic() + kReadTime));
  if (!answer) return std::unexpected(error_of(answer.error()));
  return value_of(*answer, reference.store);
}

aws::Session& Secrets::session_of(const std::string& region) {
  const std::scoped_lock lock(mutex_);
  auto& session = sessions_[region];
  if (!session) {
    aws::SessionOptions options = options_;
    if (!region.empty()) options.region = region;
    session = std::make_unique<aws::Session>(std::move(options), credentials_, client_, clock_);
  }
  return *session;
}

Secrets::Remembered& Secrets::remembered(const Reference& reference) {
  const std::scoped_lock lock(mutex_);
  auto& entry = remembered_[{reference.store, reference.name}];
  if (!entry) entry = std::make_unique<Remembered>();
  return *entry;
}

}  // namespace housing::secrets
