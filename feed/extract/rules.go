package extract

// A Rule says what only somebody who knows a site can say. Rules are for sites
// that no measure reads well; extraction does without them everywhere else.
type Rule struct {
	Host    string   // "example.org"; its subdomains are meant too
	Article []string // classes or ids ("#id", ".class", "tag"): only what stands in one of them is looked at
	Drop    []string // the same: what stands in one of them is never the article's
	Next    string   // the class or id of the link to the article's next page
}
