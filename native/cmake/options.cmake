# SPDX-License-Identifier: Apache-2.0
# Language level, warnings and hardening shared by every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()
# check() keeps every invariant in release builds, so NDEBUG changes nothing of ours. -g1 keeps stacks
# readable without the size of full debug information.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O3 -g1 -DNDEBUG")
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O3 -g1 -DNDEBUG")

set(OGZK_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined")
option(OGZK_FUZZ "Build fuzz targets with libFuzzer (needs Clang)" OFF)
set(OGZK_RUNTIME_DIR "" CACHE PATH "Where the shared library is copied after the build; empty for nowhere")

add_library(ogzk_options INTERFACE)
target_compile_options(ogzk_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Werror $<$<COMPILE_LANGUAGE:CXX>:-Wconversion>)
# Indices into standard containers are checked, and stacks guarded, in release builds, too: measured, proving does not
# slow down (its kernels work on raw arrays).
target_compile_definitions(ogzk_options INTERFACE _GLIBCXX_ASSERTIONS)
target_compile_options(ogzk_options INTERFACE -fstack-protector-strong)
if(OGZK_SANITIZE)
  target_compile_options(ogzk_options INTERFACE -fsanitize=${OGZK_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(ogzk_options INTERFACE -fsanitize=${OGZK_SANITIZE})
endif()
if(OGZK_FUZZ)  # coverage feedback in every object; the fuzz targets link the driver
  target_compile_options(ogzk_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(ogzk_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
target_include_directories(ogzk_options INTERFACE
  ${CMAKE_CURRENT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR}/include)
