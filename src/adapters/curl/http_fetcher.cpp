#include "adapters/curl/http_fetcher.hpp"

#include <algorithm>
#include <optional>

#include "adapters/curl/address.hpp"
#include "adapters/curl/file_receiver.hpp"
#include "adapters/curl/http_time.hpp"

namespace housing::curl {
namespace {

using base::ErrorCode;
using base::Status;
using ports::FetchRequest;
using ports::FetchResult;
using ports::FetchStatus;

}  // namespace

// How one attempt ended: with a result, or with an error that another attempt may or will not mend.
struct HttpFetcher::Attempt {
  base::Result<FetchResult> result;
  bool retry = false;
  bool at_once = false;  // retry without waiting
  std::chrono::nanoseconds least_wait{0};

  static Attempt done(FetchResult result) { return {.result = std::move(result)}; }
  static Attempt failed(base::Error error) { return {.result = std::unexpected(std::move(error))}; }
  static Attempt later(ErrorCode code, std::string message) {
    return {.result = base::fail(code, std::move(message)), .retry = true};
  }

  // After an answer that brings the file, whole or its rest.
  static Attempt of_file(const FileReceiver& receiver, PartialFile& part, FetchResult result) {
    const auto& total = receiver.judgement()->total;
    if (total && *total != part.size())
      return later(ErrorCode::kUnavailable,
                   "the publisher sent " + bytes_in_words(part.size()) + " of a file of " + bytes_in_words(*total));
    if (part.size() == 0) return later(ErrorCode::kUnavailable, "the publisher answered an empty file");
    result.bytes = part.size();
    if (auto status = part.finish(); !status) return failed(std::move(status.error()));
    return done(std::move(result));
  }

  // After an attempt that did not come to its end by itself.
  static Attempt of_break(const TransferResult& transfer, const PartialFile& part) {
    const std::string because = transfer.detail.empty() ? "" : " (" + transfer.detail + ")";
    switch (transfer.ending) {
      case Ending::kNoConnection:
        return later(ErrorCode::kUnavailable, "there is no connection to the publisher" + because);
      case Ending::kTooSlow: return later(ErrorCode::kLimitExceeded, "the download was too slow" + because);
      case Ending::kOutOfTime:
        return failed({ErrorCode::kLimitExceeded,
                       "the download was not done in time; " + bytes_in_words(part.size()) + " had come"});
      case Ending::kUntrusted:
        return failed({ErrorCode::kInvalidInput, "the server cannot prove to be the publisher's" + because +
                                                     ". Check the clock and the installed "
                                                     "certificates of this machine"});
      case Ending::kUnreadable:
        return failed({ErrorCode::kInvalidInput, "the server's answer cannot be read" + because});
      default:
        return later(ErrorCode::kUnavailable, "the connection broke after " + bytes_in_words(part.size()) + because);
    }
  }
};

HttpFetcher::Attempt HttpFetcher::attempt(const FetchRequest& request, PartialFile& part) {
  if (part.if_range().empty() && part.size() > 0)
    if (auto status = part.begin({}, false); !status) return Attempt::failed(std::move(status.error()));
  std::string url = request.url;
  for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
    FileReceiver receiver(request, part);
    const auto time_left = request.deadline - surroundings_.clock.monotonic();
    const TransferResult transfer = transfer_.run({url, receiver.headers(), time_left}, receiver);
    if (!receiver.status()) {
      if (receiver.status().error().code == ErrorCode::kLimitExceeded) part.discard();
      return Attempt::failed(receiver.status().error());
    }
    const auto& judgement = receiver.judgement();
    if (!judgement) return Attempt::of_break(transfer, part);

    const ResponseHead& head = receiver.answer();
    FetchResult result{.status = FetchStatus::kFetched,
                       .url = url,
                       .validators = {head.etag, head.last_modified},
                       .modified = believable_modification(head, surroundings_.clock.now()),
                       .bytes = 0};
    switch (judgement->meaning) {
      case Meaning::kWhole:
      case Meaning::kRest:
        if (transfer.ending != Ending::kComplete) return Attempt::of_break(transfer, part);
        return Attempt::of_file(receiver, part, std::move(result));
      case Meaning::kNotModified:
        part.discard();
        result.status = FetchStatus::kNotModified;
        if (result.validators.empty()) result.validators = request.have;
        return Attempt::done(std::move(result));
      case Meaning::kBeginAnew: {
        Attempt again = Attempt::later(ErrorCode::kUnavailable, "the publisher's file changed during the download");
        again.at_once = true;
        return again;
      }
      case Meaning::kLater: {
        Attempt again = Attempt::later(judgement->error.code, judgement->error.message);
        if (const auto asked = parse_retry_after(head.retry_after, surroundings_.clock.now()))
          again.least_wait = *asked;
        return again;
      }
      case Meaning::kRefused:
        if (judgement->error.code == ErrorCode::kLimitExceeded) part.discard();
        return Attempt::failed(judgement->error);
      case Meaning::kRedirect: break;
    }
    auto target = redirect_target(url, head.location);
    if (!target) return Attempt::failed(std::move(target.error()));
    url = std::move(*target);
  }
  return Attempt::failed(
      {ErrorCode::kInvalidInput, "the publisher redirects more than " + std::to_string(kMaxRedirects) + " times"});
}

base::Result<FetchResult> HttpFetcher::fetch(const FetchRequest& request) {
  HT_CHECK_OK(check_address(request.url));
  HT_TRY(PartialFile part, PartialFile::open(request.destination, request.url));
  std::uint64_t furthest = part.size();
  int failures = 0;
  for (int attempts = 1;; ++attempts) {
    Attempt last = attempt(request, part);
    if (last.result) return std::move(last.result);
    base::Error& error = last.result.error();
    if (!last.retry) return std::unexpected(std::move(error));

    failures = part.size() >= furthest + kWorthwhileBytes ? 1 : failures + 1;
    furthest = std::max(furthest, part.size());
    const auto wait = last.at_once ? std::chrono::nanoseconds(0)
                                   : std::max(wait_after(policy_, failures, surroundings_.uniform()), last.least_wait);
    const bool in_time = surroundings_.clock.monotonic() + wait < request.deadline;
    if (failures < policy_.max_attempts && in_time) {
      surroundings_.sleep(wait);
      continue;
    }
    error.message += "; tried " + std::to_string(attempts) + (attempts == 1 ? " time" : " times");
    if (last.least_wait > std::chrono::nanoseconds(0))
      error.message += ", and asks to wait " +
                       std::to_string(std::chrono::ceil<std::chrono::seconds>(last.least_wait).count()) + " s";
    error.message += ". Try again later";
    return std::unexpected(std::move(error));
  }
}

}  // namespace housing::curl
