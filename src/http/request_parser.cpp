#include "http/request_parser.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <boost/beast/http/basic_parser.hpp>

#include "base/text.hpp"

namespace housing::http {
namespace {

namespace beast = boost::beast;
using Field = beast::http::field;
using ErrorCode = beast::error_code;

std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

bool is_host_value(std::string_view value) {
  return !value.empty() && std::ranges::all_of(value, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~%:[]!$&'()*+,;=").find(c) != std::string_view::npos;
  });
}

// What is left of an absolute-form target: "http://host/path" is "/path" (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!base::equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    const std::size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

class HeadCollector final : public beast::http::basic_parser<true> {
 public:
  HeadCollector(RequestHead& head, const Limits& limits, std::string_view bytes)
      : head_(head), limits_(limits), bytes_(bytes) {
    header_limit(static_cast<std::uint32_t>(limits.max_head_bytes) + 1);
    skip(true);  // the body is BodyDecoder's
  }

  Refusal refusal = Refusal::kNone;
  bool has_length = false;
  bool head_done = false;
  int hosts = 0;

 private:
  void refuse(Refusal why, ErrorCode& ec) {
    if (refusal == Refusal::kNone) refusal = why;
    ec = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int version,
                       ErrorCode& ec) override {
    const std::optional<Method> known = http::parse_method(std_view(method));
    if (!known) return refuse(Refusal::kUnknownMethod, ec);
    if (target.size() > limits_.max_target_bytes) return refuse(Refusal::kTargetTooLong, ec);
    head_.method = *known;
    head_.http_1_0 = version == 10;
    head_.target = origin_form(std_view(target));
    const bool asterisk = head_.target == "*" && head_.method == Method::kOptions;
    if (!asterisk && head_.target.front() != '/') return refuse(Refusal::kMalformed, ec);
    if (head_.target.find('#') != std::string_view::npos) return refuse(Refusal::kMalformed, ec);
    const std::size_t mark = head_.target.find('?');
    head_.path = head_.target.substr(0, mark);
    head_.query = mark == std::string_view::npos ? std::string_view() : head_.target.substr(mark + 1);
  }

  void on_field_impl(Field field, beast::string_view name, beast::string_view value, ErrorCode& ec) override {
    const std::string_view text = std_view(value);
    // A folded header is unfolded by Beast into a buffer of its own.
    if (!text.empty() && (text.data() < bytes_.data() || text.data() >= bytes_.data() + bytes_.size()))
      return refuse(Refusal::kMalformed, ec);
    if (head_.fields.size() == limits_.max_headers) return refuse(Refusal::kHeadTooLarge, ec);
    head_.fields.push_back({std_view(name), text});
    switch (field) {
      case Field::content_length:
        if (has_length || head_.chunked || text.find_first_not_of("0123456789") != std::string_view::npos)
          return refuse(Refusal::kFraming, ec);
        has_length = true;
        if (const auto end = text.data() + text.size();
            std::from_chars(text.data(), end, head_.content_length) != std::from_chars_result{end, std::errc()})
          return refuse(Refusal::kFraming, ec);
        break;
      case Field::transfer_encoding:
        if (has_length || head_.chunked || head_.http_1_0) return refuse(Refusal::kFraming, ec);
        if (!base::equal_ignoring_case(text, "chunked")) return refuse(Refusal::kUnknownCoding, ec);
        head_.chunked = true;
        break;
      case Field::host:
        if (++hosts > 1 || !is_host_value(text)) return refuse(Refusal::kHost, ec);
        break;
      case Field::expect:
        if (!base::equal_ignoring_case(text, "100-continue")) return refuse(Refusal::kExpectation, ec);
        head_.expects_continue = !head_.http_1_0;
        break;
      case Field::if_none_match: head_.if_none_match = text; break;
      case Field::unknown: {
        const std::string_view plain = std_view(name);
        if (plain.size() == 12 && base::equal_ignoring_case(plain, "x-request-id")) head_.request_id = text;
        if (plain.size() == 15 && base::equal_ignoring_case(plain, "x-forwarded-for")) head_.forwarded_for = text;
        if (plain.size() == 11 && base::equal_ignoring_case(plain, "traceparent")) head_.traceparent = text;
        if (plain.size() == 15 && base::equal_ignoring_case(plain, "x-amzn-trace-id")) head_.xray_trace = text;
        break;
      }
      default: break;
    }
  }

  void on_header_impl(ErrorCode& ec) override {
    head_done = true;
    if (!head_.http_1_0 && hosts == 0) return refuse(Refusal::kHost, ec);
    if (head_.content_length > limits_.max_body_bytes) refuse(Refusal::kBodyTooLarge, ec);
  }

  std::size_t on_body_impl(beast::string_view, ErrorCode&) override { return 0; }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, ErrorCode&) override { return 0; }
  void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorCode&) override {}
  void on_finish_impl(ErrorCode&) override {}

  RequestHead& head_;
  const Limits& limits_;
  std::string_view bytes_;
};

Refusal meaning_of(const ErrorCode& ec) {
  using Error = beast::http::error;
  if (ec == Error::header_limit) return Refusal::kHeadTooLarge;
  if (ec == Error::bad_content_length || ec == Error::multiple_content_length || ec == Error::bad_transfer_encoding)
    return Refusal::kFraming;
  return Refusal::kMalformed;
}

// "HTTP/2.0", "HTTP/1.2" … in place of the version, which Beast reports like any malformed request line.
bool asks_other_version(std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  if (line.size() < 9) return false;
  const std::string_view version = line.substr(line.size() - 9);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return version.starts_with(" HTTP/") && digit(version[6]) && version[7] == '.' && digit(version[8]) &&
         version != " HTTP/1.0" && version != " HTTP/1.1";
}

}  // namespace

struct RequestParser::Impl {
  const Limits& limits;
  RequestHead head;
  std::optional<HeadCollector> collector;
};

RequestParser::RequestParser(const Limits& limits) : impl_(new Impl{limits, {}, {}}) {}
RequestParser::~RequestParser() = default;

const RequestHead& RequestParser::head() const { return impl_->head; }

Refusal RequestParser::parse_head(std::string_view bytes) {
  RequestHead& head = impl_->head;
  std::vector<HeaderField> fields = std::move(head.fields);  // keeps its capacity
  fields.clear();
  head = RequestHead{};
  head.fields = std::move(fields);
  impl_->collector.emplace(head, impl_->limits, bytes);
  HeadCollector& collector = *impl_->collector;
  ErrorCode ec;
  const std::size_t used = collector.put({bytes.data(), bytes.size()}, ec);
  if (collector.refusal != Refusal::kNone) return collector.refusal;
  if (ec) {
    const Refusal why = meaning_of(ec);
    return why == Refusal::kMalformed && asks_other_version(bytes) ? Refusal::kVersion : why;
  }
  if (!collector.head_done || used != bytes.size()) return Refusal::kMalformed;
  head.keep_alive = collector.keep_alive();
  return Refusal::kNone;
}

void RequestParser::move_head(const char* from, const char* to) {
  const auto follow = [&](std::string_view& view) {
    // A view such as the "/" of "http://host" may not lie in the bytes; comparing is enough, heads are short.
    if (view.data() >= from && view.data() < from + impl_->limits.max_head_bytes)
      view = {to + (view.data() - from), view.size()};
  };
  RequestHead& head = impl_->head;
  for (std::string_view* view : {&head.target, &head.path, &head.query, &head.request_id, &head.if_none_match,
                                 &head.forwarded_for, &head.traceparent, &head.xray_trace})
    follow(*view);
  for (HeaderField& field : head.fields) {
    follow(field.name);
    follow(field.value);
  }
}

}  // namespace housing::http
