# Language level, build kinds and sanitizers: everything a preset may choose.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

set(HOUSING_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, for instance address,undefined")
option(HOUSING_BENCH "Build the *_bench programs, which bench/run.mjs starts" OFF)
option(HOUSING_FUZZ "Build the libFuzzer targets (clang only)" OFF)
# The program alone needs no GoogleTest; whoever installed it gets the tests too.
find_package(GTest QUIET)
set(HOUSING_TESTS OFF)
if(GTest_FOUND AND NOT HOUSING_FUZZ)
  set(HOUSING_TESTS ON)
else()
  message(STATUS "No GoogleTest, or a fuzzing build: the tests are left out")
endif()
set(HOUSING_NODE "node" CACHE STRING "The Node.js that builds the gazetteer")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

if(HOUSING_SANITIZE)
  add_compile_options(-fsanitize=${HOUSING_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${HOUSING_SANITIZE})
endif()

find_package(Threads REQUIRED)
