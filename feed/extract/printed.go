package extract

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// monthWords are names of the twelve months, and what they are shortened to, in
// languages that write them with letters.
var monthWords = [12]string{
	"january januar jänner janvier enero janeiro gennaio januari januari styczeń stycznia leden ledna ocak январь января январ січня tammikuuta ianuarie ιανουαρίου",
	"february februar feber février fevrier febrero fevereiro febbraio februari luty lutego únor února şubat февраль февраля лютого helmikuuta februarie φεβρουαρίου",
	"march märz mars marzo março marco maart mrt marts marzec marca březen března mart март марта березня maaliskuuta martie μαρτίου",
	"april avril abril aprile kwiecień kwietnia duben dubna nisan апрель апреля квітня huhtikuuta aprilie απριλίου",
	"may mai mayo maio maggio mei maj maja květen května mayıs май мая травня toukokuuta μαΐου",
	"june juni juin junio junho giugno czerwiec czerwca červen června haziran июнь июня червня kesäkuuta iunie ιουνίου",
	"july juli juillet juil julio julho luglio lipiec lipca červenec července temmuz июль июля липня heinäkuuta iulie ιουλίου",
	"august août aout agosto augustus augusti sierpień sierpnia srpen srpna ağustos август августа серпня elokuuta αυγούστου",
	"september septembre septiembre setembro settembre sept wrzesień września září eylül сентябрь сентября вересня syyskuuta septembrie σεπτεμβρίου",
	"october oktober octobre octubre outubro ottobre październik października říjen října ekim октябрь октября жовтня lokakuuta octombrie οκτωβρίου",
	"november novembre noviembre novembro listopad listopada kasım ноябрь ноября marraskuuta noiembrie νοεμβρίου",
	"december dezember décembre decembre diciembre dezembro dicembre desember grudzień grudnia prosinec prosince aralık декабрь декабря грудня joulukuuta decembrie δεκεμβρίου",
}

// monthOf is the month that a word names, in full or by its first three letters or
// more; 0 when it names none, or more than one.
func monthOf(word string) time.Month {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if len([]rune(word)) < 3 {
		return 0
	}
	var begun time.Month
	for i, names := range monthWords {
		for name := range strings.FieldsSeq(names) {
			switch m := time.Month(i + 1); {
			case name == word:
				return m
			case strings.HasPrefix(name, word) && begun != 0 && begun != m:
				begun = -1
			case strings.HasPrefix(name, word):
				begun = m
			}
		}
	}
	return max(begun, 0)
}

var (
	dayMonth = later(`(?:^|[^\d])(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?(\p{L}{3,14})\.?,?\s+(?:del?\s+)?((?:19|20)\d\d)(?:$|[^\d])`)
	monthDay = later(`(\p{L}{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?:$|[^\d])`)
	yearDay  = later(`(?:^|[^\d])((?:19|20)\d\d)\s*[-年년/.]\s*(\d{1,2})\s*[-月월/.]\s*(\d{1,2})(?:$|[^\d])`)
	dotted   = later(`(?:^|[^\d])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?:$|[^\d])`)
	// printedFirst stands before the date of the first print, and changed before
	// those of later ones.
	printedFirst = later(`(?i)(?:publish|posted|veröffentlicht|erschienen|publié|paru|publicado|pubblicato|gepubliceerd|opublikowano|опубликовано)`)
	changed      = later(`(?i)^\W*(?:last\s+)?(?:updated|modified|changed|aktualisiert|stand|mis à jour|modifié|actualizado|atualizado|aggiornato|bijgewerkt|обновлено)`)
)

// printedDate is the day that a short line of a page names, the zero time when it
// names none: the one behind a word for the first print, or the first.
func printedDate(s string) time.Time {
	if at := printedFirst().FindStringIndex(s); at != nil {
		if t := printedDay(s[at[1]:]); !t.IsZero() {
			return t
		}
	}
	if changed().MatchString(s) {
		return time.Time{}
	}
	return printedDay(s)
}

func printedDay(s string) time.Time {
	day := func(year, month, day string) time.Time {
		y, _ := strconv.Atoi(year)
		d, _ := strconv.Atoi(day)
		m := monthOf(month)
		if n, err := strconv.Atoi(month); err == nil && n <= 12 {
			m = time.Month(n)
		}
		t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		if m == 0 || t.Day() != d || t.Month() != m {
			return time.Time{}
		}
		return t
	}
	var t time.Time
	if m := dayMonth().FindStringSubmatch(s); m != nil {
		t = day(m[3], m[2], m[1])
	}
	if m := monthDay().FindStringSubmatch(s); m != nil && t.IsZero() {
		t = day(m[3], m[1], m[2])
	}
	if m := yearDay().FindStringSubmatch(s); m != nil && t.IsZero() {
		t = day(m[1], m[2], m[3])
	}
	if m := dotted().FindStringSubmatch(s); m != nil && t.IsZero() {
		t = day(m[3], m[2], m[1])
	}
	return t
}

// dateNear is the day that a line by the title or before the text names, for pages
// that say nowhere else when they were published.
func (p *page) dateNear() time.Time {
	first, _ := p.span()
	if first < 0 {
		return time.Time{}
	}
	for _, i := range slices.Concat([]int{first, first + 1}, p.untilNext(first), around(first, 12)) {
		if i < 0 || i >= len(p.pieces) {
			continue
		}
		q := p.pieces[i]
		if n := len(q.words); n < 3 && !yearDay().MatchString(q.text) || n > 20 || q.caption || q.also || q.keep && n > 8 || q.titleLike > 0.8 || q.linkShare() > 0.5 {
			continue
		}
		if t := printedDate(q.text); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}
