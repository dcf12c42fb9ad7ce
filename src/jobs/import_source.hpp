// What brings a source's files in, and what it tells while it does. main knows where files come from; jobs know when.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "app/import.hpp"

namespace housing::jobs {

// Told before each file: of all that are asked for first, then of those that came.
struct ImportStep {
  bool reading = false;  // else: being asked for
  std::string file;
  std::size_t number = 0;  // from 1
  std::size_t count = 0;
  std::size_t done = 0;  // files read so far, and their rows
  std::uint64_t kept = 0;
  std::uint64_t refused = 0;
};
using OnImportStep = std::function<void(const ImportStep&)>;

// Downloads and imports what is due of a source. Errors: kInvalidInput for a source nobody knows.
using ImportSource = std::function<base::Result<app::ImportSummary>(
    const std::string& source, std::chrono::nanoseconds deadline, const OnImportStep& step)>;

}  // namespace housing::jobs
