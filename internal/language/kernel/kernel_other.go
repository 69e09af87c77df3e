//go:build !amd64 && !arm64

package kernel

// vectorKernels returns nothing: plain Go serves other processors.
func vectorKernels() []*Kernel { return nil }
