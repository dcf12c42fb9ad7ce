#include "fred/refusal.hpp"

#include <algorithm>

namespace housing::fred {
namespace {

std::string plain(std::string_view text) {
  std::string plain(text);
  std::ranges::replace_if(
      plain,
      [](char c) {
        return !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '.' && c != '_';
      },
      ' ');
  return plain;
}

std::unexpected<Refusal> refused(int status, std::string_view name, std::string_view sentence) {
  return std::unexpected(Refusal{status, std::string(name) + ".  " + plain(sentence)});
}

}  // namespace

std::unexpected<Refusal> bad_request(std::string_view sentence) { return refused(400, "Bad Request", sentence); }
std::unexpected<Refusal> forbidden(std::string_view sentence) { return refused(403, "Forbidden", sentence); }
std::unexpected<Refusal> not_found(std::string_view sentence) { return refused(404, "Not Found", sentence); }

std::unexpected<Refusal> internal(const base::Error& error) {
  if (error.code == base::ErrorCode::kUnavailable)
    return refused(503, "Service Unavailable", "The releases cannot be read at the moment. Try again.");
  return refused(500, "Internal Server Error", "The releases cannot be read. " + error.message);
}

}  // namespace housing::fred
