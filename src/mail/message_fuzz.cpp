// Whatever a mail's fields hold, its message has only the headers we write, in lines of the allowed length, or none.
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "mail/mail.hpp"

namespace {

using namespace housing;

constexpr auto kHeaders = std::to_array<std::string_view>(
    {"Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post",
     "MIME-Version", "Content-Type", "Content-Transfer-Encoding"});

void check_head(std::string_view head) {
  for (const std::string_view line : base::split(head, '\n')) {
    HT_ASSERT(line.ends_with('\r') && line.size() <= 999);
    if (line.starts_with(' ')) continue;
    HT_ASSERT(std::ranges::find(kHeaders, line.substr(0, line.find(':'))) != kHeaders.end());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto fields = base::split(input, '\x1f');
  const auto field = [&](std::size_t i) { return i < fields.size() ? std::string(fields[i]) : std::string(); };
  const mail::Mail mail{.key = "key",
                        .from = field(0),
                        .to = field(1),
                        .subject = field(2),
                        .text = field(3),
                        .html = field(4),
                        .unsubscribe = field(5)};
  const bool address = mail::is_address(mail.to);
  if (address) HT_ASSERT(mail::address_of("x <" + mail.to + ">") == mail.to);
  const auto message = mail::to_message(mail, base::WallTime());
  if (!message) return 0;
  HT_ASSERT(address && message->size() <= mail::kMaxMailBytes);
  const std::size_t end = message->find("\r\n\r\n");
  HT_ASSERT(end != std::string::npos);
  check_head(std::string_view(*message).substr(0, end + 1));
  for (const std::string_view line : base::split(std::string_view(*message).substr(end), '\n')) {
    HT_ASSERT(line.size() <= 77);
    HT_ASSERT(std::ranges::all_of(line, [](char c) { return c == '\r' || c == '\t' || (c >= ' ' && c < 0x7f); }));
  }
  return 0;
}
