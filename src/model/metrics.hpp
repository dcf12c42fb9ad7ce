// The catalogue's parts, one a publisher, for catalogue.cpp alone; everybody else asks model/catalogue.hpp.
#pragma once

#include <array>
#include <span>

#include "model/catalogue.hpp"

namespace housing::model {

std::span<const MetricInfo> zillow_metrics();
std::span<const MetricInfo> redfin_metrics();
std::span<const MetricInfo> realtor_metrics();
std::span<const MetricInfo> fhfa_metrics();
std::span<const MetricInfo> case_shiller_metrics();
std::span<const MetricInfo> fred_metrics();
std::span<const MetricInfo> permit_metrics();  // the Census Bureau's too
std::span<const MetricInfo> census_metrics();
std::span<const MetricInfo> hud_metrics();
std::span<const MetricInfo> bls_metrics();

}  // namespace housing::model
