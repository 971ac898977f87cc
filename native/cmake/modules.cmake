# SPDX-License-Identifier: Apache-2.0
#
# ogzk_module(<name> DEPENDS <modules>): src/<name>/*.cc becomes the object library ogzk_<name>, and
# src/<name>/*_test.cc the executable <name>_tests, linked with the objects of its closure only: a module
# that uses what it does not declare fails to link its own tests. *_bench.cc become <name>_bench when
# Google Benchmark is there and OGZK_BENCH is on.
include_guard()

option(OGZK_BENCH "Build the *_bench.cc executables (needs Google Benchmark)" OFF)
if(OGZK_BENCH)
  find_package(benchmark REQUIRED)
endif()

set_property(GLOBAL PROPERTY OGZK_MODULES "")

# Units named *_ifma.cc may use AVX-512 IFMA and are entered only after base/cpu.h has looked. No other
# unit sees these flags: an inline function compiled with them could be the one the linker keeps.
set(OGZK_IFMA_FLAGS -mavx512f -mavx512dq -mavx512vl -mavx512bw -mavx512ifma -mavx512vbmi2 -mbmi2 -madx
  # gcc 12's own intrinsics start from a vector "undefined" on purpose, and it warns about that
  -Wno-uninitialized -Wno-maybe-uninitialized)

function(ogzk_closure out)  # the modules given and all they lead to
  set(result "")
  foreach(name IN LISTS ARGN)
    get_property(closure GLOBAL PROPERTY OGZK_CLOSURE_${name})
    list(APPEND result ${closure} ${name})
  endforeach()
  list(REMOVE_DUPLICATES result)
  set(${out} "${result}" PARENT_SCOPE)
endfunction()

function(ogzk_objects out)  # the object files of the modules given
  set(result "")
  foreach(name IN LISTS ARGN)
    if(TARGET ogzk_${name})
      list(APPEND result $<TARGET_OBJECTS:ogzk_${name}>)
    endif()
  endforeach()
  set(${out} "${result}" PARENT_SCOPE)
endfunction()

function(ogzk_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS")
  foreach(dependency IN LISTS arg_DEPENDS)
    get_property(known GLOBAL PROPERTY OGZK_MODULES)
    if(NOT dependency IN_LIST known)
      message(FATAL_ERROR "module '${name}' depends on '${dependency}', which is not declared above it")
    endif()
  endforeach()
  ogzk_closure(closure ${arg_DEPENDS})
  set_property(GLOBAL APPEND PROPERTY OGZK_MODULES ${name})
  set_property(GLOBAL PROPERTY OGZK_CLOSURE_${name} "${closure}")

  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/src/${name})
  if(NOT IS_DIRECTORY ${folder})
    message(STATUS "module '${name}' skipped: there is no src/${name}")
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cc$")

  if(sources)
    add_library(ogzk_${name} OBJECT ${sources})
    target_link_libraries(ogzk_${name} PRIVATE ogzk_options)
    set(vector_units ${sources})
    list(FILTER vector_units INCLUDE REGEX "_ifma\\.cc$")
    if(vector_units AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
      set_property(SOURCE ${vector_units} APPEND PROPERTY COMPILE_OPTIONS ${OGZK_IFMA_FLAGS})
    endif()
  endif()

  ogzk_objects(objects ${closure} ${name})
  if(tests AND GTest_FOUND)
    add_executable(${name}_tests ${tests} ${objects})
    target_link_libraries(${name}_tests PRIVATE ogzk_options GTest::gtest GTest::gtest_main Threads::Threads)
    add_test(NAME ${name}_tests COMMAND ${name}_tests)
  endif()
  if(benches AND OGZK_BENCH)
    add_executable(${name}_bench ${benches} ${objects})
    target_link_libraries(${name}_bench PRIVATE ogzk_options benchmark::benchmark_main Threads::Threads)
  endif()
endfunction()

function(ogzk_check_includes)
  get_property(modules GLOBAL PROPERTY OGZK_MODULES)
  set(rules "")
  foreach(name IN LISTS modules)
    get_property(closure GLOBAL PROPERTY OGZK_CLOSURE_${name})
    string(APPEND rules "set(OGZK_ALLOWED_${name} ${name} ${closure})\n")
  endforeach()
  string(APPEND rules "set(OGZK_MODULES ${modules})\n")
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/module_rules.cmake "${rules}")
  set(check ${CMAKE_COMMAND} -DRULES=${CMAKE_CURRENT_BINARY_DIR}/module_rules.cmake
    -DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}/src -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/check_includes.cmake)
  execute_process(COMMAND ${check} RESULT_VARIABLE result ERROR_VARIABLE errors)
  if(result)
    message(FATAL_ERROR "${errors}")
  endif()
  add_test(NAME module_includes COMMAND ${check})
endfunction()

function(ogzk_shared_library)
  if(NOT TARGET ogzk_capi)
    message(STATUS "libogzk skipped: src/capi has no sources")
    return()
  endif()
  get_property(modules GLOBAL PROPERTY OGZK_MODULES)
  ogzk_objects(objects ${modules})
  add_library(ogzk SHARED ${objects})
  set(exports ${CMAKE_CURRENT_SOURCE_DIR}/cmake/exports.map)
  # nodelete: worker threads of base/parallel.h live as long as the process, so the code must too.
  target_link_options(ogzk PRIVATE -Wl,--version-script=${exports} -Wl,-z,nodelete,-z,relro,-z,now)
  if(NOT OGZK_SANITIZE)
    target_link_options(ogzk PRIVATE -static-libstdc++ -static-libgcc -Wl,--no-undefined)
  endif()
  set_property(TARGET ogzk PROPERTY LINK_DEPENDS ${exports})
  target_link_libraries(ogzk PRIVATE ogzk_options Threads::Threads)
  if(OGZK_RUNTIME_DIR)
    add_custom_command(TARGET ogzk POST_BUILD
      COMMAND ${CMAKE_COMMAND} -E make_directory ${OGZK_RUNTIME_DIR}
      COMMAND ${CMAKE_COMMAND} -E copy_if_different $<TARGET_FILE:ogzk> ${OGZK_RUNTIME_DIR})
  endif()
endfunction()

# ogzk_tools(DEPENDS <modules>): tools/<name>.cc becomes the executable <name>.
function(ogzk_tools)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "DEPENDS")
  ogzk_closure(closure ${arg_DEPENDS})
  ogzk_objects(objects ${closure})
  file(GLOB tools CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tools/*.cc)
  foreach(source IN LISTS tools)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source} ${objects})
    target_link_libraries(${name} PRIVATE ogzk_options Threads::Threads)
  endforeach()
endfunction()
