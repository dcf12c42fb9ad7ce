#include "adapters/redis/reply.hpp"

#include <hiredis/read.h>

#include "base/assert.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

// hiredis builds a reply through these. Elements are made with their array and filled in place, so that every object is
// owned by the root.
Reply* place_of(const redisReadTask* task) {
  if (task->parent == nullptr) return new Reply;
  auto& elements = static_cast<Reply*>(task->parent->obj)->elements;
  HT_ASSERT(task->idx >= 0 && static_cast<std::size_t>(task->idx) < elements.size());
  return &elements[static_cast<std::size_t>(task->idx)];
}

void* make_string(const redisReadTask* task, char* text, std::size_t length) {
  Reply* const reply = place_of(task);
  reply->kind = task->type == REDIS_REPLY_ERROR    ? ReplyKind::kError
                : task->type == REDIS_REPLY_STATUS ? ReplyKind::kStatus
                                                   : ReplyKind::kString;
  reply->text.assign(text, length);
  return reply;
}

// nullptr makes hiredis give up.
void* make_array(const redisReadTask* task, int length) {
  auto& sum = *static_cast<std::size_t*>(task->privdata);
  if (length < 0 || static_cast<std::size_t>(length) > kMaxReplyElements - sum) return nullptr;
  sum += static_cast<std::size_t>(length);
  Reply* const reply = place_of(task);
  reply->kind = ReplyKind::kArray;
  reply->elements.resize(static_cast<std::size_t>(length));
  return reply;
}

void* make_integer(const redisReadTask* task, long long value) {
  Reply* const reply = place_of(task);
  reply->kind = ReplyKind::kInteger;
  reply->integer = value;
  return reply;
}

void* make_nil(const redisReadTask* task) { return place_of(task); }

void free_reply(void* reply) { delete static_cast<Reply*>(reply); }

redisReplyObjectFunctions functions{make_string, make_array, make_integer, make_nil, free_reply};

}  // namespace

bool Reply::is_error(std::string_view name) const {
  return kind == ReplyKind::kError && text.starts_with(name) &&
         (text.size() == name.size() || text[name.size()] == ' ');
}

void ReplyReader::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader() : reader_(redisReaderCreateWithFunctions(&functions)) {
  HT_ASSERT(reader_ != nullptr);
  reader_->privdata = &elements_;
}

ReplyReader::~ReplyReader() = default;

base::Status ReplyReader::feed(std::span<const char> bytes) {
  unread_bytes_ += bytes.size();
  if (unread_bytes_ > kMaxReplyBytes)
    return fail(ErrorCode::kUnavailable,
                "the answer has more than " + std::to_string(kMaxReplyBytes) + " bytes, which no value has");
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != 0)
    return fail(ErrorCode::kUnavailable, "the answer cannot be read: " + std::string(reader_->errstr));
  return {};
}

base::Result<std::optional<Reply>> ReplyReader::next() {
  void* object = nullptr;
  if (redisReaderGetReply(reader_.get(), &object) != 0)
    return fail(ErrorCode::kUnavailable, "the answer is not in Redis' protocol: " + std::string(reader_->errstr));
  if (object == nullptr) return std::nullopt;
  const std::unique_ptr<Reply> reply(static_cast<Reply*>(object));
  elements_ = 0;
  unread_bytes_ = reader_->len - reader_->pos;
  return std::move(*reply);
}

}  // namespace housing::redis
