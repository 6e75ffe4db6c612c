// Package date is what a parser of dates returns.
package date

import "time"

// A Date is a time.
type Date struct{ Time time.Time }
