#include "aws/credentials.hpp"

#include <condition_variable>
#include <mutex>

#include "aws/credentials_source.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

using base::Error;
using base::ErrorCode;
using std::chrono::nanoseconds;

class FixedCredentials final : public CredentialsProvider {
 public:
  explicit FixedCredentials(Credentials credentials) : credentials_(std::move(credentials)) {}
  base::Result<Credentials> get(nanoseconds) override { return credentials_; }

 private:
  Credentials credentials_;
};

// Asks the sources in turn, and keeps to the first that has any.
class Chain final : public CredentialsProvider {
 public:
  Chain(Variables variables, client::Client& client, const base::Clock& clock)
      : variables_(std::move(variables)), clock_(clock) {
    const SourceContext context{variables_, client, clock};
    sources_.push_back(environment_source(context));
    sources_.push_back(profile_source(context));
    sources_.push_back(web_identity_source(context));
    sources_.push_back(container_source(context));
    sources_.push_back(instance_source(context));
  }

  base::Result<Credentials> get(nanoseconds deadline) override {
    std::unique_lock lock(mutex_);
    if (!is_due()) return *at_hand_;
    if (!refreshing_) return refresh(lock, deadline);
    if (serves()) return *at_hand_;
    const std::uint64_t awaited = refreshes_ + 1;
    const nanoseconds time_left = deadline - clock_.monotonic();
    if (!refreshed_.wait_for(lock, time_left, [&] { return refreshes_ >= awaited; }))
      return base::fail(ErrorCode::kUnavailable, "AWS credentials: their source does not answer in time");
    if (serves()) return *at_hand_;
    return std::unexpected(trouble_);
  }

  void refused() override {
    const std::lock_guard lock(mutex_);
    // Whoever was on the way with the old ones is refused a little later.
    if (for_refusal_at_ && clock_.monotonic() < *for_refusal_at_ + kRefusedAgainAfter) return;
    refused_ = true;
  }

 private:
  static constexpr std::chrono::seconds kRefusedAgainAfter{5};
  static constexpr std::chrono::seconds kTryAgainAfter{10};  // a refresh that failed while those at hand serve

  bool serves() const { return at_hand_ && (!at_hand_->ends || *at_hand_->ends > clock_.now()); }
  bool is_due() const {
    if (!serves() || refused_) return true;
    const bool ends_soon = at_hand_->ends && *at_hand_->ends - clock_.now() <= kRefreshBefore;
    return ends_soon && clock_.monotonic() >= not_before_;
  }

  base::Result<Credentials> refresh(std::unique_lock<std::mutex>& lock, nanoseconds deadline) {
    refreshing_ = true;
    const bool for_refusal = refused_;
    refused_ = false;
    lock.unlock();
    auto fetched = fetch(deadline);
    lock.lock();
    refreshing_ = false;
    ++refreshes_;
    if (for_refusal) for_refusal_at_ = clock_.monotonic();
    if (fetched) {
      at_hand_ = *fetched;
    } else {
      trouble_ = fetched.error();
      not_before_ = clock_.monotonic() + kTryAgainAfter;
    }
    refreshed_.notify_all();
    if (!fetched && serves()) return *at_hand_;
    return fetched;
  }

  base::Result<Credentials> fetch(nanoseconds deadline) {
    if (chosen_ != nullptr) {
      HT_TRY(auto found, chosen_->fetch(deadline));
      if (found) return std::move(*found);
      return base::fail(ErrorCode::kUnavailable, "AWS credentials: there are none any more in " + chosen_->place());
    }
    std::vector<std::string> places;
    for (const auto& source : sources_) {
      HT_TRY(auto found, source->fetch(deadline));
      if (found) {
        chosen_ = source.get();
        return std::move(*found);
      }
      places.push_back(source->place());
    }
    return base::fail(ErrorCode::kInvalidInput, "no AWS credentials; looked in " + base::join(places, ", "));
  }

  Variables variables_;
  const base::Clock& clock_;
  std::vector<std::unique_ptr<CredentialsSource>> sources_;
  CredentialsSource* chosen_ = nullptr;  // touched by the one refresh alone

  std::mutex mutex_;
  std::condition_variable refreshed_;
  std::optional<Credentials> at_hand_;
  Error trouble_;  // of the last refresh that failed
  bool refreshing_ = false;
  bool refused_ = false;
  std::uint64_t refreshes_ = 0;
  std::optional<nanoseconds> for_refusal_at_;
  nanoseconds not_before_{};
};

}  // namespace

std::unique_ptr<CredentialsProvider> default_credentials(Variables variables, client::Client& client,
                                                         const base::Clock& clock) {
  return std::make_unique<Chain>(std::move(variables), client, clock);
}

std::unique_ptr<CredentialsProvider> fixed_credentials(Credentials credentials) {
  return std::make_unique<FixedCredentials>(std::move(credentials));
}

}  // namespace housing::aws
