// A chart in words, for those who do not see it: what each line shows, where it ends, its highest and lowest value.
#pragma once

#include <string>

#include "charts/plot_data.hpp"

namespace housing::charts {

std::string description_of(const LineChart& chart, const PlotData& data);

}  // namespace housing::charts
