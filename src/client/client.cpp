#include "client/client.hpp"

#include <algorithm>
#include <mutex>

#include "base/text.hpp"
#include "client/easy.hpp"

namespace housing::client {
namespace {

using base::Error;
using base::ErrorCode;
using std::chrono::milliseconds;

constexpr long kLeastBytesPerSecond = 1;

// Takes the head and the body of one answer in. libcurl calls it; nothing may be thrown.
struct Receiver {
  const Request& request;
  Answer answer{};
  std::size_t head_bytes = 0;
  bool head_ended = false;
  std::optional<Error> failure{};

  bool line(std::string_view text) {
    head_bytes += text.size();
    if (head_bytes > kMaxHeadBytes)
      return stop({ErrorCode::kLimitExceeded,
                   "the answer's head has more than " + std::to_string(kMaxHeadBytes) + " bytes (kMaxHeadBytes)"});
    if (head_ended) return true;  // a trailer
    text = base::trim(text);
    if (text.starts_with("HTTP/")) {
      answer.headers.clear();
      const std::size_t blank = text.find(' ');
      answer.status = blank == std::string_view::npos
                          ? 0
                          : static_cast<int>(base::parse_integer(text.substr(blank + 1, 3)).value_or(0));
      return true;
    }
    if (text.empty()) {
      head_ended = answer.status >= 200;  // below: an interim answer
      return true;
    }
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return true;
    answer.headers.emplace_back(base::lower(base::trim(text.substr(0, colon))), base::trim(text.substr(colon + 1)));
    return true;
  }

  bool body(std::span<const char> bytes) {
    if (request.sink && answer.status >= 200 && answer.status < 300) {
      const base::Status taken = request.sink(bytes);
      return taken ? true : stop(taken.error());
    }
    if (answer.body.size() + bytes.size() > request.max_answer_bytes)
      return stop({ErrorCode::kLimitExceeded, "the answer (status " + std::to_string(answer.status) +
                                                  ") has more than " + std::to_string(request.max_answer_bytes) +
                                                  " bytes"});
    answer.body.append(bytes.data(), bytes.size());
    return true;
  }

  bool stop(Error error) {
    failure = std::move(error);
    return false;
  }
};

std::size_t on_line(char* data, std::size_t size, std::size_t count, void* receiver) {
  const std::size_t length = size * count;
  return static_cast<Receiver*>(receiver)->line({data, length}) ? length : 0;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* receiver) {
  const std::size_t length = size * count;
  return static_cast<Receiver*>(receiver)->body({data, length}) ? length : CURL_WRITEFUNC_ERROR;
}

// "https://host:port" of a URL: what connections are kept by, and all of it that a message shows.
std::string_view origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::string_view origin = url.substr(0, url.find_first_of("/?#", scheme + 3));
  return origin.find('@') == std::string_view::npos ? origin : std::string_view();
}

bool one_line(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

base::Status check(const Request& request) {
  if (origin_of(request.url).empty() || !(request.url.starts_with("http://") || request.url.starts_with("https://")))
    return base::fail(ErrorCode::kInvalidInput, "not a URL of http or https without a user in it");
  if (request.method.empty() || !one_line(request.method) || request.method.find(' ') != std::string::npos)
    return base::fail(ErrorCode::kInvalidInput, "'" + request.method + "' is no HTTP method");
  for (const auto& [name, value] : request.headers)
    if (name.empty() || !one_line(name) || !one_line(value) || name.find_first_of(": ") != std::string::npos)
      return base::fail(ErrorCode::kInvalidInput, "the header '" + name + "' cannot be sent: it has a line break");
  if (request.time_left <= milliseconds(1)) return base::fail(ErrorCode::kLimitExceeded, "no time is left");
  return {};
}

bool has(const Headers& headers, std::string_view name) {
  return std::ranges::any_of(headers,
                             [&](const auto& header) { return base::equal_ignoring_case(header.first, name); });
}

void add_headers(List& list, const Request& request) {
  for (const auto& [name, value] : request.headers)
    list.add((value.empty() ? name + ";" : name + ": " + value).c_str());  // libcurl's spelling of an empty value
  for (const char* own : {"Accept", "Content-Type", "Expect", "User-Agent"})
    if (!has(request.headers, own)) list.add((std::string(own) + ":").c_str());  // libcurl's default is left out
}

void set_body(Easy& handle, const Request& request) {
  if (request.method == "HEAD") {
    handle.set(CURLOPT_NOBODY, 1L);
    return;
  }
  const bool expects_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (expects_body || !request.body.empty()) {
    handle.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    handle.set(CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data());
  }
  handle.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Error error_of(CURLcode code, const Easy& handle, const Request& request) {
  std::string said = handle.message();
  if (said.empty()) said = curl_easy_strerror(code);
  if (code == CURLE_OPERATION_TIMEDOUT) {
    constexpr milliseconds kTolerance{5};
    const std::chrono::microseconds total(handle.info<curl_off_t>(CURLINFO_TOTAL_TIME_T));
    if (total + kTolerance >= request.time_left) return {ErrorCode::kLimitExceeded, "its time is used up: " + said};
  }
  if (code == CURLE_URL_MALFORMAT) return {ErrorCode::kInvalidInput, said};
  return {ErrorCode::kUnavailable, said};
}

}  // namespace

std::optional<std::string_view> Answer::header(std::string_view lower_case_name) const {
  const auto found = std::ranges::find(headers, lower_case_name, &Headers::value_type::first);
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

// Handles at rest, the one used last at the end. Each keeps the connection to where it spoke last.
struct Client::Pool {
  struct Idle {
    std::string origin;
    std::unique_ptr<Easy> handle;
  };
  std::mutex mutex;
  std::vector<Idle> idle;

  std::unique_ptr<Easy> take(std::string_view origin) {
    {
      const std::lock_guard lock(mutex);
      const auto found = std::ranges::find(idle.rbegin(), idle.rend(), origin, &Idle::origin);
      if (found != idle.rend()) {
        auto handle = std::move(found->handle);
        idle.erase(std::next(found).base());
        return handle;
      }
    }
    return std::make_unique<Easy>();
  }
  void give_back(std::string_view origin, std::unique_ptr<Easy> handle) {
    Idle oldest;  // closed outside the lock
    const std::lock_guard lock(mutex);
    if (idle.size() >= kMaxIdleConnections) {
      oldest = std::move(idle.front());
      idle.erase(idle.begin());
    }
    idle.push_back({std::string(origin), std::move(handle)});
  }
};

Client::Client(ClientOptions options) : options_(std::move(options)), pool_(std::make_unique<Pool>()) {}

Client::~Client() = default;

base::Result<Answer> Client::send(const Request& request) {
  HT_CHECK_OK(check(request));
  const std::string_view origin = origin_of(request.url);
  auto handle_owner = pool_->take(origin);
  Easy& handle = *handle_owner;
  Receiver receiver{.request = request};
  List headers;
  add_headers(headers, request);

  handle.reset();
  handle.set(CURLOPT_URL, request.url.c_str());
  handle.set(CURLOPT_PROTOCOLS_STR, "http,https");
  handle.set(CURLOPT_PATH_AS_IS, 1L);
  handle.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  handle.set(CURLOPT_FOLLOWLOCATION, 0L);
  handle.set(CURLOPT_PROXY, "");  // also when the environment names one
  handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
  handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
  handle.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) handle.set(CURLOPT_CAINFO, options_.ca_file.c_str());
  handle.set(CURLOPT_HTTPHEADER, headers.get());
  set_body(handle, request);
  const auto time_left = std::chrono::ceil<milliseconds>(request.time_left);
  handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
  handle.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  handle.set(CURLOPT_TCP_KEEPALIVE, 1L);
  if (!request.patient) {
    handle.set(CURLOPT_LOW_SPEED_LIMIT, kLeastBytesPerSecond);
    handle.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.silent_for.count()));
  }
  handle.set(CURLOPT_HEADERFUNCTION, &on_line);
  handle.set(CURLOPT_HEADERDATA, &receiver);
  handle.set(CURLOPT_WRITEFUNCTION, &on_body);
  handle.set(CURLOPT_WRITEDATA, &receiver);

  const CURLcode code = curl_easy_perform(handle.get());
  std::optional<Error> error = std::move(receiver.failure);
  if (!error && code != CURLE_OK) error = error_of(code, handle, request).at(origin);
  handle.reset();  // nothing of this call is pointed to any more
  pool_->give_back(origin, std::move(handle_owner));
  if (error) return std::unexpected(std::move(*error));
  return std::move(receiver.answer);
}

}  // namespace housing::client
