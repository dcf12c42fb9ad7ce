#include "client/easy.hpp"

#include <mutex>

namespace housing::client {
namespace {

void initialise_library() {
  static std::once_flag once;
  std::call_once(once, [] { HT_ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

}  // namespace

Easy::Easy() {
  initialise_library();
  handle_ = curl_easy_init();
  HT_ASSERT(handle_ != nullptr);
}

void Easy::reset() {
  curl_easy_reset(handle_);
  message_.fill('\0');
  set(CURLOPT_ERRORBUFFER, message_.data());
  set(CURLOPT_NOSIGNAL, 1L);
}

void List::add(const char* text) {
  list_ = curl_slist_append(list_, text);
  HT_ASSERT(list_ != nullptr);
}

}  // namespace housing::client
