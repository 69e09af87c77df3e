package kernel

// vectorKernels returns nothing yet.
func vectorKernels() []*Kernel { return nil }
