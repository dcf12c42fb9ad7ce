// StoreDouble: an ObjectStore in front of another that counts the calls, lets a test do something in the middle of
// them, and fails those a test names. Where it is not told otherwise it behaves as the store behind it.
// Thread-safety: counting and passing on; set the hooks before other threads call.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "ports/object_store.hpp"

namespace housing::testing {

class StoreDouble final : public ports::ObjectStore {
 public:
  explicit StoreDouble(ports::ObjectStore& behind) : behind_(behind) {}

  // Called before a put of any kind with its key; an error is the put's answer.
  std::function<base::Status(std::string_view key)> before_put;
  // Called after the pointer was read and before its reader has it.
  std::function<void()> after_get_pointer;

  int puts() const { return puts_.load(); }
  int pointer_moves() const { return pointer_moves_.load(); }

  base::Result<std::filesystem::path> scratch_file(std::string_view hint) override {
    return behind_.scratch_file(hint);
  }
  base::Status put_file(std::string_view key, const std::filesystem::path& local) override {
    HT_CHECK_OK(count_put(key));
    return behind_.put_file(key, local);
  }
  base::Status put(std::string_view key, std::string_view bytes) override {
    HT_CHECK_OK(count_put(key));
    return behind_.put(key, bytes);
  }
  base::Result<bool> exists(std::string_view key) override { return behind_.exists(key); }
  base::Result<std::string> get(std::string_view key) override { return behind_.get(key); }
  base::Result<std::filesystem::path> local_file(std::string_view key) override { return behind_.local_file(key); }
  base::Result<std::vector<ports::ObjectInfo>> list(std::string_view prefix) override { return behind_.list(prefix); }
  base::Status remove(std::string_view key) override { return behind_.remove(key); }
  base::Result<ports::Versioned> get_pointer(std::string_view key) override {
    auto pointer = behind_.get_pointer(key);
    if (after_get_pointer) after_get_pointer();
    return pointer;
  }
  base::Result<std::string> put_pointer(std::string_view key, std::string_view bytes,
                                        std::string_view expected_version) override {
    HT_CHECK_OK(count_put(key));
    auto moved = behind_.put_pointer(key, bytes, expected_version);
    if (moved) ++pointer_moves_;
    return moved;
  }

 private:
  base::Status count_put(std::string_view key) {
    ++puts_;
    return before_put ? before_put(key) : base::Status();
  }

  ports::ObjectStore& behind_;
  std::atomic<int> puts_{0};
  std::atomic<int> pointer_moves_{0};
};

}  // namespace housing::testing
