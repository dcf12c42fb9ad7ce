-- wrk asks the addresses of a file in turn and counts what came back, as one line of JSON.
-- LOAD_PATHS: the file. LOAD_DELAY_MS: how long a connection waits between questions, on average; 0: not at all.
local paths = {}
for line in io.lines(os.getenv("LOAD_PATHS")) do paths[#paths + 1] = line end
local pause = tonumber(os.getenv("LOAD_DELAY_MS") or "0")
local headers = { ["Accept-Encoding"] = "br" }
local threads = {}
local turn = 0
good, busy, without_retry, other = 0, 0, 0, 0

function setup(thread)
  thread:set("first", #threads * 7919)
  threads[#threads + 1] = thread
end

function init()
  turn = first
  math.randomseed(first + 1)
  if pause > 0 then delay = function() return math.random(0, 2 * pause) end end
end

function request()
  turn = turn + 1
  return wrk.format("GET", paths[turn % #paths + 1], headers)
end

function response(status, headers)
  if status == 503 then
    busy = busy + 1
    if not (headers["Retry-After"] or headers["retry-after"]) then without_retry = without_retry + 1 end
  elseif status < 400 then
    good = good + 1
  else
    other = other + 1
  end
end

function done(summary, latency)
  local sum = { good = 0, busy = 0, without_retry = 0, other = 0 }
  for _, thread in ipairs(threads) do
    for name, value in pairs(sum) do sum[name] = value + thread:get(name) end
  end
  local errors = summary.errors
  io.write(string.format(
    '{"seconds":%.3f,"good":%d,"busy":%d,"withoutRetry":%d,"other":%d,"failed":%d,"p50Ms":%.2f,"p99Ms":%.2f}\n',
    summary.duration / 1e6, sum.good, sum.busy, sum.without_retry, sum.other,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
