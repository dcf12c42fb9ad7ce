#include "ports/database.hpp"

#include "base/assert.hpp"

namespace housing::ports {
namespace {

template <class T>
const T& cell_as(const SqlValue& cell) {
  static const T kNone{};
  if (std::holds_alternative<std::nullptr_t>(cell)) return kNone;
  HT_ASSERT(std::holds_alternative<T>(cell));
  return std::get<T>(cell);
}

}  // namespace

const SqlValue& Rows::at(std::size_t row, std::size_t column) const {
  HT_ASSERT(column < width_ && row < size());
  return cells_[row * width_ + column];
}

bool Rows::is_null(std::size_t row, std::size_t column) const {
  return std::holds_alternative<std::nullptr_t>(at(row, column));
}

const std::string& Rows::text(std::size_t row, std::size_t column) const {
  return cell_as<std::string>(at(row, column));
}

std::int64_t Rows::integer(std::size_t row, std::size_t column) const { return cell_as<std::int64_t>(at(row, column)); }

double Rows::number(std::size_t row, std::size_t column) const { return cell_as<double>(at(row, column)); }

}  // namespace housing::ports
