#include "adapters/curl/curl_transfer.hpp"

#include <algorithm>
#include <array>

#include "adapters/curl/address.hpp"
#include "base/text.hpp"
#include "client/easy.hpp"

namespace housing::curl {
namespace {

struct Field {
  std::string_view name;
  std::string ResponseHead::* value;
};

constexpr auto kFields = std::to_array<Field>({
    {"content-type", &ResponseHead::content_type},
    {"content-encoding", &ResponseHead::content_encoding},
    {"content-range", &ResponseHead::content_range},
    {"etag", &ResponseHead::etag},
    {"last-modified", &ResponseHead::last_modified},
    {"date", &ResponseHead::date},
    {"retry-after", &ResponseHead::retry_after},
    {"location", &ResponseHead::location},
});

// Gathers the lines of the head and passes the body on. libcurl calls it; nothing may be thrown.
struct Listener {
  Receiver& receiver;
  ResponseHead head{};
  std::size_t head_bytes = 0;
  bool head_given = false;
  bool stopped = false;

  bool line(std::string_view text) {
    head_bytes += text.size();
    if (head_bytes > kMaxHeadBytes) return false;
    if (head_given) return true;  // a trailer
    text = base::trim(text);
    if (text.starts_with("HTTP/")) {
      head = {};
      const std::size_t blank = text.find(' ');
      if (blank != std::string_view::npos)
        head.status = static_cast<int>(base::parse_integer(text.substr(blank + 1, 3)).value_or(0));
      return true;
    }
    if (text.empty()) {
      if (head.status < 200) return true;  // an interim answer
      head_given = true;
      stopped = !receiver.head(head);
      return !stopped;
    }
    take_field(text);
    return true;
  }

  void take_field(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return;
    const std::string name = base::lower(base::trim(text.substr(0, colon)));
    const std::string_view value = base::trim(text.substr(colon + 1));
    if (const auto field = std::ranges::find(kFields, name, &Field::name); field != kFields.end())
      head.*(field->value) = value;
    if (name != "content-length") return;
    if (const auto length = base::parse_integer(value); length && *length >= 0)
      head.content_length = static_cast<std::uint64_t>(*length);
  }

  bool body(std::span<const char> bytes) {
    if (!head_given) return false;
    stopped = !receiver.bytes(bytes);
    return !stopped;
  }
};

std::size_t on_line(char* data, std::size_t size, std::size_t count, void* listener) {
  const std::size_t length = size * count;
  return static_cast<Listener*>(listener)->line({data, length}) ? length : 0;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* listener) {
  const std::size_t length = size * count;
  return static_cast<Listener*>(listener)->body({data, length}) ? length : CURL_WRITEFUNC_ERROR;
}

std::chrono::microseconds time_of(CURL* handle, CURLINFO info) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle, info, &microseconds);
  return std::chrono::microseconds(microseconds);
}

// Why a time limit ended it: libcurl has one code for all of them.
Ending ending_of_timeout(CURL* handle, std::chrono::nanoseconds time_left) {
  constexpr std::chrono::milliseconds kTolerance{5};
  if (time_of(handle, CURLINFO_TOTAL_TIME_T) + kTolerance >= time_left) return Ending::kOutOfTime;
  const bool connected = time_of(handle, CURLINFO_PRETRANSFER_TIME_T).count() > 0;
  return connected ? Ending::kTooSlow : Ending::kNoConnection;
}

Ending ending_of(CURLcode code) {
  switch (code) {
    case CURLE_OK: return Ending::kComplete;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY: return Ending::kNoConnection;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ISSUER_ERROR: return Ending::kUntrusted;
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return Ending::kCut;
    default: return Ending::kUnreadable;
  }
}

}  // namespace

CurlTransfer::CurlTransfer(TransferOptions options)
    : options_(std::move(options)), handle_(std::make_unique<client::Easy>()) {}

CurlTransfer::~CurlTransfer() = default;

TransferResult CurlTransfer::run(const TransferRequest& request, Receiver& receiver) {
  if (request.time_left <= std::chrono::milliseconds(1)) return {Ending::kOutOfTime, "no time is left"};
  client::Easy& handle = *handle_;
  Listener listener{.receiver = receiver};
  client::List headers;
  for (const std::string& line : request.headers) headers.add(line.c_str());

  handle.reset();
  handle.set(CURLOPT_URL, request.url.c_str());
  handle.set(CURLOPT_PROTOCOLS_STR, "http,https");
  handle.set(CURLOPT_FOLLOWLOCATION, 0L);
  handle.set(CURLOPT_SSL_VERIFYPEER, 1L);
  handle.set(CURLOPT_SSL_VERIFYHOST, 2L);
  handle.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options_.ca_file.empty()) handle.set(CURLOPT_CAINFO, options_.ca_file.c_str());
  if (is_loopback(request.url)) handle.set(CURLOPT_PROXY, "");
  handle.set(CURLOPT_USERAGENT, options_.user_agent.c_str());
  handle.set(CURLOPT_HTTPHEADER, headers.get());
  handle.set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");  // decode these; what is asked for stands in `headers`
  handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  const auto time_left = std::chrono::ceil<std::chrono::milliseconds>(request.time_left);
  handle.set(CURLOPT_TIMEOUT_MS, static_cast<long>(time_left.count()));
  handle.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  handle.set(CURLOPT_LOW_SPEED_LIMIT, options_.least_bytes_per_second);
  handle.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.slow_for.count()));
  handle.set(CURLOPT_HEADERFUNCTION, &on_line);
  handle.set(CURLOPT_HEADERDATA, &listener);
  handle.set(CURLOPT_WRITEFUNCTION, &on_body);
  handle.set(CURLOPT_WRITEDATA, &listener);

  const CURLcode code = curl_easy_perform(handle.get());
  Ending ending = ending_of(code);
  if (code == CURLE_OPERATION_TIMEDOUT) ending = ending_of_timeout(handle.get(), request.time_left);
  if (listener.stopped) ending = Ending::kStopped;
  std::string detail = handle.message();
  if (detail.empty() && code != CURLE_OK) detail = curl_easy_strerror(code);
  handle.reset();  // nothing of this call is pointed to any more
  return {ending, ending == Ending::kComplete ? "" : detail};
}

}  // namespace housing::curl
