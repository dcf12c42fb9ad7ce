// Whole-body compression: gzip by libdeflate, brotli by libbrotlienc. Not a stream: bodies here are in memory anyway.
// Levels: kFast for an answer made once and perhaps never again, kCached for one that will be sent often, kStatic for
// files compressed once per start.
// Thread-safety: free functions without shared state.
// Errors: kLimitExceeded above kMaxCompressInput.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/negotiate.hpp"

namespace housing::http {

inline constexpr std::size_t kMaxCompressInput = 256 * 1024 * 1024;
// Below this, headers outweigh what compression saves; a packet is not saved either.
inline constexpr std::size_t kMinCompressInput = 1024;

enum class CompressionLevel { kFast, kCached, kStatic };

base::Result<std::string> compress(std::string_view bytes, Encoding encoding, CompressionLevel level);

// text/*, JSON, JavaScript, XML, SVG, WebAssembly …: kinds that shrink. Parameters ("; charset=…") are ignored.
bool is_compressible(std::string_view content_type);

}  // namespace housing::http
