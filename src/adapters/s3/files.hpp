// Descriptor: a file descriptor that is closed at the end; below 0 it is none. And the errors of files here: never
// kNotFound, which is for objects.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace housing::s3 {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  int number_;
};

// kIo from an errno.
inline std::unexpected<base::Error> fail_io(const std::filesystem::path& path, int number = errno) {
  return base::fail(base::ErrorCode::kIo, path.string() + ": " + std::strerror(number));
}

}  // namespace housing::s3
