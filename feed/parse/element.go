package parse

import "strings"

// knownElement reports whether HTML has an element of this name, or may have:
// the names of custom elements have a dash.
func knownElement(name string) bool {
	return elements[name] || inlineElements[name] || strings.IndexByte(name, '-') > 0
}

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

// elements are those that part words; inlineElements do not.
var (
	elements = set(`address article aside audio blockquote body br button canvas caption center col colgroup
		dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6
		head header hgroup hr html iframe legend li link main map menu meta nav noframes noscript object ol optgroup
		option p param picture pre progress script section select slot source style summary svg table tbody td
		template textarea tfoot th thead title tr track ul video base area input marquee blink
		math mrow mi mo mn mtext msup msub mfrac msqrt circle path rect g`)
	inlineElements = set(`a abbr acronym applet b basefont bdi bdo big cite code data del dfn em font i img ins kbd
		label mark meter nobr output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr`)
)
