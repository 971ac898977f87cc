# SPDX-License-Identifier: Apache-2.0
#
# Refuses two types of one name in headers: all are in one namespace, and two definitions of a name would let the linker
# merge functions that have nothing to do with each other (the one-definition rule; no compiler sees it).
# Run as a script: cmake -DSOURCE=<src> -P this.
cmake_policy(VERSION 3.21)
file(GLOB_RECURSE files ${SOURCE}/*.h)
set(errors "")
foreach(file IN LISTS files)
  file(RELATIVE_PATH shown ${SOURCE} ${file})
  file(STRINGS ${file} lines REGEX "^(struct|class|enum class|union) [A-Za-z0-9_]+( final)?( :.*)?( *{.*)?$")
  foreach(line IN LISTS lines)
    if(line MATCHES ";" AND NOT line MATCHES "{" OR NOT line MATCHES "^(struct|class|enum class|union) ([A-Za-z0-9_]+)")
      continue()  # a declaration
    endif()
    set(name ${CMAKE_MATCH_2})
    if(DEFINED seen_${name} AND NOT seen_${name} STREQUAL shown)
      string(APPEND errors "${shown}: '${name}' is defined in ${seen_${name}}, too; give one of them another name\n")
    endif()
    set(seen_${name} ${shown})
  endforeach()
endforeach()
if(errors)
  message(FATAL_ERROR "${errors}")
endif()
