// FetchedFile: a file that came from its publisher's address, and what its server said about it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/date.hpp"
#include "ports/fetcher.hpp"

namespace housing::app {

struct FetchedFile {
  std::string address;         // as it was asked for, and is shown
  std::filesystem::path path;  // where it lies now; empty when it has not changed
  std::string same_shard;      // the shard made of it before, when it has not changed
  bool from_network = false;   // whether the address says to others where the file is to be had
  ports::Validators validators;
  std::optional<model::Date> modified;
};

}  // namespace housing::app
