// PNG of an SVG document of ours, by librsvg and cairo: the one place that knows them. Text is drawn with the fonts
// that fontconfig finds on the machine; the image has Inter. Limits: kMaxPngPixels. Errors: kLimitExceeded;
// kInvalidInput for what is no SVG; kIo when memory ran out. Thread-safety: any number of threads. Nothing is fetched:
// the document has no base address to refer from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::charts {

inline constexpr std::int64_t kMaxPngPixels = 2400 * 1600;

base::Result<std::string> png_of_svg(std::string_view svg, int width, int height);

}  // namespace housing::charts
