// What both databases ask of every statement, so that neither takes what the other refuses.
// For the adapters of ports::Database.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::ports {

// A deadline further away than this is taken for this: no transaction lasts as long.
inline constexpr std::chrono::hours kMaxTransactionTime{24};

// A deadline by `clock` as a moment of the machine's own clock, on which threads and sockets can wait.
std::chrono::steady_clock::time_point moment_of(std::chrono::nanoseconds deadline, const base::Clock& clock);

// Texts are UTF-8 without NUL, numbers are finite. Errors: kInvalidInput, naming the parameter, never its value.
base::Status check_parameters(std::span<const SqlValue> parameters);

// The statement's beginning in one line, for messages. Values are parameters, so it holds none.
std::string excerpt(std::string_view statement);

}  // namespace housing::ports
