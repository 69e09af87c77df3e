#include "textflag.h"

// One row of the AVX2 block: a pair of inputs, repeated, times 16 pairs of
// weights (Y8 and Y9), added to the row's 16 sums.
#define ROW4(src, c0, c1) \
	VPBROADCASTD src, Y10; \
	VPMADDWD     Y8, Y10, Y11; \
	VPADDD       Y11, c0, c0; \
	VPMADDWD     Y9, Y10, Y12; \
	VPADDD       Y12, c1, c1

// func block4x16(dst *int32, ldd int, x *int16, ldx int, w *int8, pairs int)
TEXT ·block4x16(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ ldd+8(FP), R8
	MOVQ x+16(FP), SI
	MOVQ ldx+24(FP), R9
	MOVQ w+32(FP), BX
	MOVQ pairs+40(FP), CX
	SHLQ $2, R8
	SHLQ $1, R9
	LEAQ (SI)(R9*1), R10
	LEAQ (SI)(R9*2), R11
	LEAQ (R10)(R9*2), R12
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	XORQ AX, AX

loop4:
	VPMOVSXBW (BX), Y8
	VPMOVSXBW 16(BX), Y9
	ROW4((SI)(AX*4), Y0, Y1)
	ROW4((R10)(AX*4), Y2, Y3)
	ROW4((R11)(AX*4), Y4, Y5)
	ROW4((R12)(AX*4), Y6, Y7)
	ADDQ $32, BX
	INCQ AX
	CMPQ AX, CX
	JLT  loop4

	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ R8, DI
	VMOVDQU Y2, (DI)
	VMOVDQU Y3, 32(DI)
	ADDQ R8, DI
	VMOVDQU Y4, (DI)
	VMOVDQU Y5, 32(DI)
	ADDQ R8, DI
	VMOVDQU Y6, (DI)
	VMOVDQU Y7, 32(DI)
	VZEROUPPER
	RET

#define ROW8(src, c0, c1, t) \
	VPBROADCASTD src, t; \
	VPDPWSSD     Z16, t, c0; \
	VPDPWSSD     Z17, t, c1

#define STORE8(c0, c1) \
	VMOVDQU32 c0, (DI); \
	VMOVDQU32 c1, 64(DI); \
	ADDQ      R8, DI

// func block8x32(dst *int32, ldd int, x *int16, ldx int, w *int8, next, pairs int)
TEXT ·block8x32(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ ldd+8(FP), R8
	MOVQ x+16(FP), SI
	MOVQ ldx+24(FP), R9
	MOVQ w+32(FP), BX
	MOVQ next+40(FP), DX
	MOVQ pairs+48(FP), CX
	SHLQ $2, R8
	SHLQ $1, R9
	LEAQ (SI)(R9*4), R10     // row 4
	LEAQ (R9)(R9*2), R11     // three rows
	ADDQ BX, DX              // the second 16 columns
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15

loop8:
	VPMOVSXBW (BX), Z16
	VPMOVSXBW (DX), Z17
	ROW8((SI), Z0, Z1, Z18)
	ROW8((SI)(R9*1), Z2, Z3, Z19)
	ROW8((SI)(R9*2), Z4, Z5, Z20)
	ROW8((SI)(R11*1), Z6, Z7, Z21)
	ROW8((R10), Z8, Z9, Z22)
	ROW8((R10)(R9*1), Z10, Z11, Z23)
	ROW8((R10)(R9*2), Z12, Z13, Z24)
	ROW8((R10)(R11*1), Z14, Z15, Z25)
	ADDQ $4, SI
	ADDQ $4, R10
	ADDQ $32, BX
	ADDQ $32, DX
	DECQ CX
	JNZ  loop8

	STORE8(Z0, Z1)
	STORE8(Z2, Z3)
	STORE8(Z4, Z5)
	STORE8(Z6, Z7)
	STORE8(Z8, Z9)
	STORE8(Z10, Z11)
	STORE8(Z12, Z13)
	STORE8(Z14, Z15)
	VZEROUPPER
	RET

// func dot32(a, b *int16, n int) int32
TEXT ·dot32(SB), NOSPLIT, $0-28
	MOVQ a+0(FP), SI
	MOVQ b+8(FP), DI
	MOVQ n+16(FP), CX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1

loopd:
	VMOVDQU  (SI), Y2
	VMOVDQU  32(SI), Y3
	VPMADDWD (DI), Y2, Y2
	VPMADDWD 32(DI), Y3, Y3
	VPADDD   Y2, Y0, Y0
	VPADDD   Y3, Y1, Y1
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $32, CX
	JNZ  loopd

	VPADDD       Y1, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0x4E, X0, X1
	VPADDD       X1, X0, X0
	VPSHUFD      $0xB1, X0, X1
	VPADDD       X1, X0, X0
	VMOVD        X0, AX
	MOVL         AX, ret+24(FP)
	VZEROUPPER
	RET
