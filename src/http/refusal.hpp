// Refusal: why a request never reaches a handler.
#pragma once

#include <cstdint>

namespace housing::http {

// Why a request is refused; each has its status and problem document (refusals.cpp).
enum class Refusal : std::uint8_t {
  kMalformed,           // 400
  kHost,                // 400
  kFraming,             // 400: the body's length is told in more than one way
  kTimeout,             // 408
  kBodyTooLarge,        // 413
  kTargetTooLong,       // 414
  kExpectation,         // 417
  kHeadTooLarge,        // 431
  kUnknownMethod,       // 501
  kUnknownCoding,       // 501
  kTooManyConnections,  // 503
  kVersion,             // 505
  kNone,
};

}  // namespace housing::http
