#include "textflag.h"

// The assembler does not know the widening multiply-adds of NEON; they are
// written as words, with the instruction beside them.

// func block4x16(dst *int32, ldd int, x *int16, ldx int, w *int8, pairs int)
//
// Four rows of 16 sums are in V16 to V31. Each turn takes two values of depth:
// V8 and V9 hold the weights of the first for 16 columns, V10 and V11 those of
// the second, V0 to V3 the two inputs of each row.
TEXT ·block4x16(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD ldd+8(FP), R1
	MOVD x+16(FP), R2
	MOVD ldx+24(FP), R3
	MOVD w+32(FP), R4
	MOVD pairs+40(FP), R5
	LSL  $2, R1, R1
	LSL  $1, R3, R3
	ADD  R3, R2, R6
	ADD  R3, R6, R7
	ADD  R3, R7, R8
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16
	VEOR V24.B16, V24.B16, V24.B16
	VEOR V25.B16, V25.B16, V25.B16
	VEOR V26.B16, V26.B16, V26.B16
	VEOR V27.B16, V27.B16, V27.B16
	VEOR V28.B16, V28.B16, V28.B16
	VEOR V29.B16, V29.B16, V29.B16
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16

loop4:
	VLD2.P  32(R4), [V4.B16, V5.B16]
	FMOVS.P 4(R2), F0
	FMOVS.P 4(R6), F1
	FMOVS.P 4(R7), F2
	FMOVS.P 4(R8), F3
	WORD $0x0f08a488 // sshll v8.8h, v4.8b, #0
	WORD $0x4f08a489 // sshll2 v9.8h, v4.16b, #0
	WORD $0x0f08a4aa // sshll v10.8h, v5.8b, #0
	WORD $0x4f08a4ab // sshll2 v11.8h, v5.16b, #0
	WORD $0x0f402110 // smlal v16.4s, v8.4h, v0.h[0]
	WORD $0x4f402111 // smlal2 v17.4s, v8.8h, v0.h[0]
	WORD $0x0f402132 // smlal v18.4s, v9.4h, v0.h[0]
	WORD $0x4f402133 // smlal2 v19.4s, v9.8h, v0.h[0]
	WORD $0x0f412114 // smlal v20.4s, v8.4h, v1.h[0]
	WORD $0x4f412115 // smlal2 v21.4s, v8.8h, v1.h[0]
	WORD $0x0f412136 // smlal v22.4s, v9.4h, v1.h[0]
	WORD $0x4f412137 // smlal2 v23.4s, v9.8h, v1.h[0]
	WORD $0x0f422118 // smlal v24.4s, v8.4h, v2.h[0]
	WORD $0x4f422119 // smlal2 v25.4s, v8.8h, v2.h[0]
	WORD $0x0f42213a // smlal v26.4s, v9.4h, v2.h[0]
	WORD $0x4f42213b // smlal2 v27.4s, v9.8h, v2.h[0]
	WORD $0x0f43211c // smlal v28.4s, v8.4h, v3.h[0]
	WORD $0x4f43211d // smlal2 v29.4s, v8.8h, v3.h[0]
	WORD $0x0f43213e // smlal v30.4s, v9.4h, v3.h[0]
	WORD $0x4f43213f // smlal2 v31.4s, v9.8h, v3.h[0]
	WORD $0x0f502150 // smlal v16.4s, v10.4h, v0.h[1]
	WORD $0x4f502151 // smlal2 v17.4s, v10.8h, v0.h[1]
	WORD $0x0f502172 // smlal v18.4s, v11.4h, v0.h[1]
	WORD $0x4f502173 // smlal2 v19.4s, v11.8h, v0.h[1]
	WORD $0x0f512154 // smlal v20.4s, v10.4h, v1.h[1]
	WORD $0x4f512155 // smlal2 v21.4s, v10.8h, v1.h[1]
	WORD $0x0f512176 // smlal v22.4s, v11.4h, v1.h[1]
	WORD $0x4f512177 // smlal2 v23.4s, v11.8h, v1.h[1]
	WORD $0x0f522158 // smlal v24.4s, v10.4h, v2.h[1]
	WORD $0x4f522159 // smlal2 v25.4s, v10.8h, v2.h[1]
	WORD $0x0f52217a // smlal v26.4s, v11.4h, v2.h[1]
	WORD $0x4f52217b // smlal2 v27.4s, v11.8h, v2.h[1]
	WORD $0x0f53215c // smlal v28.4s, v10.4h, v3.h[1]
	WORD $0x4f53215d // smlal2 v29.4s, v10.8h, v3.h[1]
	WORD $0x0f53217e // smlal v30.4s, v11.4h, v3.h[1]
	WORD $0x4f53217f // smlal2 v31.4s, v11.8h, v3.h[1]
	SUBS $1, R5, R5
	BNE  loop4

	VST1 [V16.S4, V17.S4, V18.S4, V19.S4], (R0)
	ADD  R1, R0, R0
	VST1 [V20.S4, V21.S4, V22.S4, V23.S4], (R0)
	ADD  R1, R0, R0
	VST1 [V24.S4, V25.S4, V26.S4, V27.S4], (R0)
	ADD  R1, R0, R0
	VST1 [V28.S4, V29.S4, V30.S4, V31.S4], (R0)
	RET

// func dot32(a, b *int16, n int) int32
TEXT ·dot32(SB), NOSPLIT, $0-28
	MOVD a+0(FP), R0
	MOVD b+8(FP), R1
	MOVD n+16(FP), R2
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16

loopd:
	VLD1.P 64(R0), [V0.H8, V1.H8, V2.H8, V3.H8]
	VLD1.P 64(R1), [V4.H8, V5.H8, V6.H8, V7.H8]
	WORD $0x0e648010 // smlal v16.4s, v0.4h, v4.4h
	WORD $0x4e648011 // smlal2 v17.4s, v0.8h, v4.8h
	WORD $0x0e658030 // smlal v16.4s, v1.4h, v5.4h
	WORD $0x4e658031 // smlal2 v17.4s, v1.8h, v5.8h
	WORD $0x0e668050 // smlal v16.4s, v2.4h, v6.4h
	WORD $0x4e668051 // smlal2 v17.4s, v2.8h, v6.8h
	WORD $0x0e678070 // smlal v16.4s, v3.4h, v7.4h
	WORD $0x4e678071 // smlal2 v17.4s, v3.8h, v7.8h
	SUBS $32, R2, R2
	BNE  loopd

	VADD  V17.S4, V16.S4, V16.S4
	VADDV V16.S4, V16
	FMOVS F16, R3
	MOVW  R3, ret+24(FP)
	RET
