#include "crypto/totp.hpp"

#include "crypto/encode.hpp"
#include "crypto/mac.hpp"

namespace housing::crypto {
namespace {

constexpr std::int64_t kToleratedSteps = 1;

std::string escaped(std::string_view text) {
  constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char letter : text) {
    if (kUnreserved.contains(letter))
      out += letter;
    else
      out += '%' + to_hex(std::string_view(&letter, 1));
  }
  return out;
}

}  // namespace

std::int64_t totp_step(base::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / kTotpStep;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < counter.size(); ++i) counter[7 - i] = static_cast<char>((step >> (8 * i)) & 0xff);
  const std::string mac = hmac_sha1(secret, counter);
  // RFC 4226 5.3: the last four bits say where the 31 bits are.
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(mac[i])); };
  const std::size_t at = byte(mac.size() - 1) & 0x0f;
  std::uint32_t number = (byte(at) & 0x7f) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
  std::string code(kTotpDigits, '0');
  for (std::size_t i = code.size(); i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> totp_accept(std::string_view secret, std::string_view code, base::WallTime now,
                                        std::int64_t last_used) {
  const std::int64_t current = totp_step(now);
  std::optional<std::int64_t> accepted;
  for (std::int64_t step = current - kToleratedSteps; step <= current + kToleratedSteps; ++step)
    if (equal_in_constant_time(totp_code(secret, step), code) && step > last_used) accepted = step;
  return accepted;
}

std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) + "?secret=" + to_base32(secret) +
         "&issuer=" + escaped(issuer);
}

}  // namespace housing::crypto
