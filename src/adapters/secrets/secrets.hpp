// Secrets: what settings refer to in AWS's stores, read when it is first wanted and remembered:
//   secretsmanager://NAME_OR_ARN[#KEY]    a secret, or a member of the JSON object that it is
//   ssm:///path/name[#KEY]                a parameter of Systems Manager, decrypted
// An ARN of another region is asked for there. Parts of one secret are read at once, so user and password match.
//
// resolve() with `refresh` asks anew, but not more often than each kRefreshInterval, so that a password that is wrong
// for other reasons makes no storm; while the store does not answer, what is remembered serves on.
// Thread-safety: any thread; one asks for a secret, the others wait for its answer.
// Errors: kInvalidInput (no reference, no such key, no rights), kNotFound, kUnavailable, kLimitExceeded. They name the
// variable, the secret and the key, never what is in it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "aws/session.hpp"

namespace housing::secrets {

inline constexpr std::chrono::seconds kRefreshInterval{10};
inline constexpr std::chrono::seconds kReadTime{10};  // for one reading, with its retries

struct Reference {
  enum class Store { kSecretsManager, kParameterStore };
  Store store = Store::kSecretsManager;
  std::string name;    // or ARN
  std::string key;     // empty: the whole
  std::string region;  // of an ARN; empty: the session's

  static bool is_one(std::string_view text);
  static base::Result<Reference> parse(std::string_view text);
};

class Secrets {
 public:
  // All must outlive it.
  Secrets(aws::SessionOptions options, aws::CredentialsProvider& credentials, client::Client& client,
          const base::Clock& clock);
  ~Secrets();

  // `variable`: the setting's name, for messages.
  base::Result<std::string> resolve(std::string_view variable, std::string_view reference, bool refresh = false);

 private:
  struct Remembered;

  base::Result<std::string> part(std::string_view reference, bool refresh);
  base::Result<std::string> whole(const Reference& reference, bool refresh);
  base::Result<std::string> read(const Reference& reference);
  aws::Session& session_of(const std::string& region);
  Remembered& remembered(const Reference& reference);

  const aws::SessionOptions options_;
  aws::CredentialsProvider& credentials_;
  client::Client& client_;
  const base::Clock& clock_;
  std::mutex mutex_;                                               // of:
  std::map<std::string, std::unique_ptr<aws::Session>> sessions_;  // by region
  std::map<std::pair<Reference::Store, std::string>, std::unique_ptr<Remembered>> remembered_;
};

}  // namespace housing::secrets
