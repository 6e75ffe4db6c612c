package extract

import "strings"

var (
	// handles are names and addresses at networks, behind a name or in place of one.
	handles = later(`(?i)\(?(?:twitter|x|instagram|ig)?:?\s*@[\w.]+\)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+`)
	// behindName is a date or a time behind a name, with what parts them.
	behindName = later(`\s*(?:[|·•,]|\s[-–—])\s*[^|·•,]*\d{1,4}.*$`)
	// role is what an author does there, behind the name.
	role = later(`(?i),\s+[^,]*(?:correspondent|editor|reporter|writer|columnist|critic|journalist|korrespondent|redakteur|redaktion|redactor|corresponsal|rédact(?:eur|rice)|inviat[oa])[^,]*$`)
	// besideName are words for an author that touch the name.
	besideName = later(`^(?:文|撰文|記者|记者|取材|作者|責任編集|编辑|編輯)\s*[・／/:：|]\s*|\s*(?:기자|특파원|논설위원|記者)$`)
)

// cleanName is the name in an author's line, "" when there is none.
func cleanName(s string) string {
	s = by().ReplaceAllString(oneLine(s), "")
	s = handles().ReplaceAllString(s, "")
	s = behindName().ReplaceAllString(s, "")
	s = role().ReplaceAllString(s, "")
	s = besideName().ReplaceAllString(s, "")
	return strings.Trim(s, " ,;|·•-–—()[]")
}

// withoutSites is some names, joined with commas, without the site's own.
func withoutSites(names, site, host string) string {
	var out []string
	for name := range strings.SplitSeq(names, ", ") {
		s := squeezed(name)
		host := strings.TrimPrefix(host, "www.")
		first, _, _ := strings.Cut(host, ".")
		if s != "" && (s == squeezed(site) || s == squeezed(host) || s == squeezed(first)) {
			continue
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}
