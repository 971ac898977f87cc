// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__x86_64__)

#include "field/montgomery.h"

namespace ogzk::montgomery {

// The three operations that decide the speed of everything else, in assembly: gcc 12 takes about twice as
// long for the same steps written with __int128. Same contract as the _portable functions, and the tests
// hold them to the same results.

// Operands are passed by address, with the whole array named as input: eight separate memory operands can
// need more address registers than there are.

// The tail shared by all: r = t - m, or t if that borrows; t < 2m. %[s*] are scratch registers.
#define OGZK_REDUCE_ONCE(t0, t1, t2, t3, s0, s1, s2, s3) \
  "mov " t0 ", " s0                                      \
  "\n\t"                                                 \
  "mov " t1 ", " s1                                      \
  "\n\t"                                                 \
  "mov " t2 ", " s2                                      \
  "\n\t"                                                 \
  "mov " t3 ", " s3                                      \
  "\n\t"                                                 \
  "sub (%[m]), " t0                                      \
  "\n\t"                                                 \
  "sbb 8(%[m]), " t1                                     \
  "\n\t"                                                 \
  "sbb 16(%[m]), " t2                                    \
  "\n\t"                                                 \
  "sbb 24(%[m]), " t3                                    \
  "\n\t"                                                 \
  "cmovc " s0 ", " t0                                    \
  "\n\t"                                                 \
  "cmovc " s1 ", " t1                                    \
  "\n\t"                                                 \
  "cmovc " s2 ", " t2                                    \
  "\n\t"                                                 \
  "cmovc " s3 ", " t3 "\n\t"

// t += a * b_i over five words. mulx leaves the flags alone, so the low halves ride on CF (adcx) and the
// high halves on OF (adox): two carry chains at once. t4 is zero on entry.
#define OGZK_MUL_ROW(bi, t0, t1, t2, t3, t4) \
  "mov " bi                                  \
  ", %%rdx\n\t"                              \
  "xor %k[lo], %k[lo]\n\t" /* CF = OF = 0 */ \
  "mulx (%[a]), %[lo], %[hi]\n\t"            \
  "adcx %[lo], " t0                          \
  "\n\t"                                     \
  "adox %[hi], " t1                          \
  "\n\t"                                     \
  "mulx 8(%[a]), %[lo], %[hi]\n\t"           \
  "adcx %[lo], " t1                          \
  "\n\t"                                     \
  "adox %[hi], " t2                          \
  "\n\t"                                     \
  "mulx 16(%[a]), %[lo], %[hi]\n\t"          \
  "adcx %[lo], " t2                          \
  "\n\t"                                     \
  "adox %[hi], " t3                          \
  "\n\t"                                     \
  "mulx 24(%[a]), %[lo], %[hi]\n\t"          \
  "adcx %[lo], " t3                          \
  "\n\t"                                     \
  "adox %[hi], " t4                          \
  "\n\t"                                     \
  "mov $0, %k[lo]\n\t"                       \
  "adcx %[lo], " t4 "\n\t"

// t += q m with q = -t0 / m mod 2^64, after which t0 is zero and becomes the top word of the next row.
#define OGZK_REDUCE_ROW(t0, t1, t2, t3, t4) \
  "mov 32(%[m]), %%rdx\n\t"                 \
  "imul " t0                                \
  ", %%rdx\n\t"                             \
  "xor %k[lo], %k[lo]\n\t"                  \
  "mulx (%[m]), %[lo], %[hi]\n\t"           \
  "adcx %[lo], " t0                         \
  "\n\t"                                    \
  "adox %[hi], " t1                         \
  "\n\t"                                    \
  "mulx 8(%[m]), %[lo], %[hi]\n\t"          \
  "adcx %[lo], " t1                         \
  "\n\t"                                    \
  "adox %[hi], " t2                         \
  "\n\t"                                    \
  "mulx 16(%[m]), %[lo], %[hi]\n\t"         \
  "adcx %[lo], " t2                         \
  "\n\t"                                    \
  "adox %[hi], " t3                         \
  "\n\t"                                    \
  "mulx 24(%[m]), %[lo], %[hi]\n\t"         \
  "adcx %[lo], " t3                         \
  "\n\t"                                    \
  "adox %[hi], " t4                         \
  "\n\t"                                    \
  "mov $0, %k[lo]\n\t"                      \
  "adcx %[lo], " t4 "\n\t"

// Needs BMI2 and ADX (base/cpu.h). x y / R mod m for x < 2^256, y < m: as in mul_portable the rows are the
// words of x, here called b, times all of y, here called a.
template <class P>
[[gnu::always_inline]] inline Limbs mul_adx(const Limbs& x, const Limbs& y) {
  using C = Constants<P>;
  u64 t0, t1, t2, t3, t4, lo, hi;
  __asm__(
      // first row: t = a * b_0
      "mov (%[b]), %%rdx\n\t"
      "mulx (%[a]), %[t0], %[t1]\n\t"
      "mulx 8(%[a]), %[lo], %[t2]\n\t"
      "add %[lo], %[t1]\n\t"
      "mulx 16(%[a]), %[lo], %[t3]\n\t"
      "adc %[lo], %[t2]\n\t"
      "mulx 24(%[a]), %[lo], %[t4]\n\t"
      "adc %[lo], %[t3]\n\t"
      "adc $0, %[t4]\n\t"                                                    //
      OGZK_REDUCE_ROW("%[t0]", "%[t1]", "%[t2]", "%[t3]", "%[t4]")           //
      OGZK_MUL_ROW("8(%[b])", "%[t1]", "%[t2]", "%[t3]", "%[t4]", "%[t0]")   //
      OGZK_REDUCE_ROW("%[t1]", "%[t2]", "%[t3]", "%[t4]", "%[t0]")           //
      OGZK_MUL_ROW("16(%[b])", "%[t2]", "%[t3]", "%[t4]", "%[t0]", "%[t1]")  //
      OGZK_REDUCE_ROW("%[t2]", "%[t3]", "%[t4]", "%[t0]", "%[t1]")           //
      OGZK_MUL_ROW("24(%[b])", "%[t3]", "%[t4]", "%[t0]", "%[t1]", "%[t2]")  //
      OGZK_REDUCE_ROW("%[t3]", "%[t4]", "%[t0]", "%[t1]", "%[t2]")           //
      OGZK_REDUCE_ONCE("%[t4]", "%[t0]", "%[t1]", "%[t2]", "%[t3]", "%[lo]", "%[hi]", "%%rdx")
      : [t0] "=&r"(t0), [t1] "=&r"(t1), [t2] "=&r"(t2), [t3] "=&r"(t3), [t4] "=&r"(t4), [lo] "=&r"(lo), [hi] "=&r"(hi)
      : [a] "r"(y.data()), [b] "r"(x.data()), "m"(x), "m"(y), [m] "r"(C::kWords)
      : "rdx", "cc");
  return {t4, t0, t1, t2};
}

template <class P>
[[gnu::always_inline]] inline Limbs add_x64(const Limbs& a, const Limbs& b) {
  using C = Constants<P>;
  u64 t0 = a[0], t1 = a[1], t2 = a[2], t3 = a[3], s0, s1, s2, s3;
  __asm__(
      "add (%[b]), %[t0]\n\t"
      "adc 8(%[b]), %[t1]\n\t"
      "adc 16(%[b]), %[t2]\n\t"
      "adc 24(%[b]), %[t3]\n\t"  //
      OGZK_REDUCE_ONCE("%[t0]", "%[t1]", "%[t2]", "%[t3]", "%[s0]", "%[s1]", "%[s2]", "%[s3]")
      : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3), [s0] "=&r"(s0), [s1] "=&r"(s1), [s2] "=&r"(s2),
        [s3] "=&r"(s3)
      : [b] "r"(b.data()), "m"(b), [m] "r"(C::kWords)
      : "cc");
  return {t0, t1, t2, t3};
}

template <class P>
[[gnu::always_inline]] inline Limbs sub_x64(const Limbs& a, const Limbs& b) {
  using C = Constants<P>;
  u64 t0 = a[0], t1 = a[1], t2 = a[2], t3 = a[3];
  u64 s0 = C::kModulus[0], s1 = C::kModulus[1], s2 = C::kModulus[2], s3 = C::kModulus[3], zero = 0;
  __asm__(
      "sub (%[b]), %[t0]\n\t"
      "sbb 8(%[b]), %[t1]\n\t"
      "sbb 16(%[b]), %[t2]\n\t"
      "sbb 24(%[b]), %[t3]\n\t"
      "cmovnc %[z], %[s0]\n\t"  // add m back only after a borrow
      "cmovnc %[z], %[s1]\n\t"
      "cmovnc %[z], %[s2]\n\t"
      "cmovnc %[z], %[s3]\n\t"
      "add %[s0], %[t0]\n\t"
      "adc %[s1], %[t1]\n\t"
      "adc %[s2], %[t2]\n\t"
      "adc %[s3], %[t3]\n\t"
      : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3), [s0] "+&r"(s0), [s1] "+&r"(s1), [s2] "+&r"(s2),
        [s3] "+&r"(s3)
      : [b] "r"(b.data()), "m"(b), [z] "r"(zero)
      : "cc");
  return {t0, t1, t2, t3};
}

#undef OGZK_MUL_ROW
#undef OGZK_REDUCE_ROW
#undef OGZK_REDUCE_ONCE

}  // namespace ogzk::montgomery

#endif
