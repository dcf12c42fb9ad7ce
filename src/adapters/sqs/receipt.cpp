#include "adapters/sqs/receipt.hpp"

#include "base/text.hpp"

namespace housing::sqs {
namespace {

// Takes the number and the letter behind it from the front; -1 when there is none.
std::int64_t take_number(std::string_view& text, char end) {
  const std::size_t length = text.find(end);
  if (length == std::string_view::npos) return -1;
  const auto number = base::parse_integer(text.substr(0, length));
  text.remove_prefix(length + 1);
  return number.value_or(-1);
}

}  // namespace

// "HANDLE\nATTEMPTS,KEY'S SIZE,TRACE'S SIZE\nKEYTRACEBODY"
std::string to_receipt(const Delivery& delivery) {
  std::string receipt;
  receipt.reserve(delivery.handle.size() + delivery.key.size() + delivery.trace.size() + delivery.body.size() + 32);
  receipt.append(delivery.handle).append("\n");
  receipt.append(std::to_string(delivery.attempts)).append(",");
  receipt.append(std::to_string(delivery.key.size())).append(",");
  receipt.append(std::to_string(delivery.trace.size())).append("\n");
  return receipt.append(delivery.key).append(delivery.trace).append(delivery.body);
}

Delivery from_receipt(std::string_view receipt) {
  const std::size_t end = receipt.find('\n');
  Delivery delivery{.handle = receipt.substr(0, end), .key = {}, .trace = {}, .body = {}};
  if (end == std::string_view::npos) return delivery;
  std::string_view rest = receipt.substr(end + 1);
  const std::int64_t attempts = take_number(rest, ',');
  const std::int64_t key = take_number(rest, ',');
  const std::int64_t trace = take_number(rest, '\n');
  if (attempts < 1 || key < 0 || trace < 0 || key > std::ssize(rest) || trace > std::ssize(rest) - key) return delivery;
  delivery.attempts = static_cast<int>(attempts);
  delivery.key = rest.substr(0, static_cast<std::size_t>(key));
  rest.remove_prefix(delivery.key.size());
  delivery.trace = rest.substr(0, static_cast<std::size_t>(trace));
  delivery.body = rest.substr(delivery.trace.size());
  return delivery;
}

}  // namespace housing::sqs
