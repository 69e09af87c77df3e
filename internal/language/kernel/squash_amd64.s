#include "textflag.h"

// squashPlain, step by step, for a vector x. Registers 0 to 8 hold the
// constants, 9 the last sum, 10 what is taken away again.
#define SQUASHY(x, q, num, den) \
	VMAXPS Y0, x, x; \
	VMINPS Y1, x, x; \
	VMULPS x, x, q; \
	VADDPS Y2, q, num; \
	VMULPS q, num, num; \
	VADDPS Y3, num, num; \
	VMULPS q, num, num; \
	VADDPS Y4, num, num; \
	VMULPS Y5, q, den; \
	VADDPS Y6, den, den; \
	VMULPS q, den, den; \
	VADDPS Y7, den, den; \
	VMULPS q, den, den; \
	VADDPS Y4, den, den; \
	VMULPS num, x, x; \
	VDIVPS den, x, x; \
	VMULPS Y8, x, x; \
	VADDPS Y9, x, x; \
	VCVTTPS2DQ x, x

#define SQUASHZ(x, q, num, den) \
	VMAXPS Z0, x, x; \
	VMINPS Z1, x, x; \
	VMULPS x, x, q; \
	VADDPS Z2, q, num; \
	VMULPS q, num, num; \
	VADDPS Z3, num, num; \
	VMULPS q, num, num; \
	VADDPS Z4, num, num; \
	VMULPS Z5, q, den; \
	VADDPS Z6, den, den; \
	VMULPS q, den, den; \
	VADDPS Z7, den, den; \
	VMULPS q, den, den; \
	VADDPS Z4, den, den; \
	VMULPS num, x, x; \
	VDIVPS den, x, x; \
	VMULPS Z8, x, x; \
	VADDPS Z9, x, x; \
	VCVTTPS2DQ x, x

// func squash8(dst *int16, sums *int32, scale, bias *float32, n int, constants *float32)
TEXT ·squash8(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ sums+8(FP), SI
	MOVQ scale+16(FP), R8
	MOVQ bias+24(FP), R9
	MOVQ n+32(FP), CX
	MOVQ constants+40(FP), BX
	VBROADCASTSS 0(BX), Y0
	VBROADCASTSS 4(BX), Y1
	VBROADCASTSS 8(BX), Y2
	VBROADCASTSS 12(BX), Y3
	VBROADCASTSS 16(BX), Y4
	VBROADCASTSS 20(BX), Y5
	VBROADCASTSS 24(BX), Y6
	VBROADCASTSS 28(BX), Y7
	VBROADCASTSS 32(BX), Y8
	XORQ AX, AX
	VBROADCASTSS 36(BX), Y9
	VPBROADCASTD 40(BX), Y10

loop8:
	VCVTDQ2PS (SI)(AX*4), Y11
	VCVTDQ2PS 32(SI)(AX*4), Y15
	VMULPS (R8)(AX*4), Y11, Y11
	VMULPS 32(R8)(AX*4), Y15, Y15
	VADDPS (R9)(AX*4), Y11, Y11
	VADDPS 32(R9)(AX*4), Y15, Y15
	SQUASHY(Y11, Y12, Y13, Y14)
	SQUASHY(Y15, Y12, Y13, Y14)
	VPSUBD Y10, Y11, Y11
	VPSUBD Y10, Y15, Y15
	VPACKSSDW Y15, Y11, Y11
	VPERMQ $0xD8, Y11, Y11
	VMOVDQU Y11, (DI)(AX*2)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  loop8
	VZEROUPPER
	RET

// func squash16(dst *int16, sums *int32, scale, bias *float32, n int, constants *float32)
TEXT ·squash16(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ sums+8(FP), SI
	MOVQ scale+16(FP), R8
	MOVQ bias+24(FP), R9
	MOVQ n+32(FP), CX
	MOVQ constants+40(FP), BX
	VBROADCASTSS 0(BX), Z0
	VBROADCASTSS 4(BX), Z1
	VBROADCASTSS 8(BX), Z2
	VBROADCASTSS 12(BX), Z3
	VBROADCASTSS 16(BX), Z4
	VBROADCASTSS 20(BX), Z5
	VBROADCASTSS 24(BX), Z6
	VBROADCASTSS 28(BX), Z7
	VBROADCASTSS 32(BX), Z8
	XORQ AX, AX
	VBROADCASTSS 36(BX), Z9
	VPBROADCASTD 40(BX), Z10

loop16:
	VCVTDQ2PS (SI)(AX*4), Z11
	VMULPS (R8)(AX*4), Z11, Z11
	VADDPS (R9)(AX*4), Z11, Z11
	SQUASHZ(Z11, Z12, Z13, Z14)
	VPSUBD Z10, Z11, Z11
	VPMOVDW Z11, (DI)(AX*2)
	ADDQ $16, AX
	CMPQ AX, CX
	JLT  loop16
	VZEROUPPER
	RET
