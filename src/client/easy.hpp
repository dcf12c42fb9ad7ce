// Easy: one of libcurl's handles, which keeps connections open from one transfer to the next. Also for adapters/curl.
// Thread-safety: one thread at a time. Errors: an option libcurl does not know is an assertion.
#pragma once

#include <curl/curl.h>

#include <array>

#include "base/assert.hpp"

namespace housing::client {

class Easy {
 public:
  Easy();
  Easy(const Easy&) = delete;
  Easy& operator=(const Easy&) = delete;
  ~Easy() { curl_easy_cleanup(handle_); }

  CURL* get() const { return handle_; }
  template <class T>
  void set(CURLoption option, T value) {
    HT_ASSERT(curl_easy_setopt(handle_, option, value) == CURLE_OK);
  }
  template <class T>
  T info(CURLINFO info) const {
    T value{};
    curl_easy_getinfo(handle_, info, &value);
    return value;
  }
  // Forgets all options, but no connection; libcurl's words come into message() from here on.
  void reset();
  const char* message() const { return message_.data(); }

 private:
  CURL* handle_;
  std::array<char, CURL_ERROR_SIZE> message_{};
};

// A list of libcurl's, freed at the end.
class List {
 public:
  List() = default;
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  ~List() { curl_slist_free_all(list_); }

  void add(const char* text);
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

}  // namespace housing::client
