/* SPDX-License-Identifier: Apache-2.0 */
/* Compiled with -std=c11 -Wpedantic -Werror: the header is C. */
#include "ogzk/ogzk.h"
extern int ogzk_header_check(void);
int ogzk_header_check(void) { return (int)sizeof(ogzk_error) + (int)sizeof(ogzk_verdict) + (int)sizeof(ogzk_progress); }
