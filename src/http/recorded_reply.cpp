#include "http/recorded_reply.hpp"

#include <mutex>

#include "base/text.hpp"

namespace housing::http {

struct RecordedReply::State final : ReplySink {
  mutable std::mutex mutex;
  bool answered = false;
  int status = 0;
  std::string head;
  std::string body;

  void deliver_later(void* connection, std::uint64_t ticket, Answer answer) override {
    deliver(connection, ticket, std::move(answer));
  }
  void deliver(void*, std::uint64_t, Answer answer) override {
    const std::scoped_lock lock(mutex);
    answered = true;
    if (const auto* prepared = std::get_if<PreparedPtr>(&answer)) {
      status = (*prepared)->status();
      head = (*prepared)->head();
      body = (*prepared)->body().bytes;
    } else if (const auto* with = std::get_if<PreparedWith>(&answer)) {
      status = with->prepared->status();
      head = with->prepared->head();
      for (const Header& header : with->headers) append_header(head, header);
      body = with->prepared->body().bytes;
    } else {
      const Response& response = std::get<Response>(answer);
      status = response.status;
      append_head(head, response);
      body = response.body.bytes;
    }
  }
};

RecordedReply::RecordedReply() : state_(std::make_shared<State>()) {}

Reply RecordedReply::reply() { return Reply(state_, nullptr, 0); }

bool RecordedReply::answered() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->answered;
}

int RecordedReply::status() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->status;
}

std::string RecordedReply::head() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->head;
}

std::string RecordedReply::body() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->body;
}

std::string RecordedReply::header(std::string_view name) const {
  const std::string head_text = head();
  for (const std::string_view line : base::split(head_text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && base::equal_ignoring_case(line.substr(0, colon), name))
      return std::string(base::trim(line.substr(colon + 1)));
  }
  return {};
}

}  // namespace housing::http
