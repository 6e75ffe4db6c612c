package parse

import "time"

// time is the moment that the parts make, false when there is none.
func (d *dateReader) time() (time.Time, bool) {
	if t, ok := d.epoch(); ok {
		return t, true
	}
	if !d.calendar() || d.month < 1 || d.month > 12 || d.year < 1000 || d.year > 9999 {
		return time.Time{}, false
	}
	hour, ok := d.hour24()
	if !ok || d.min > 59 || d.sec > 60 {
		return time.Time{}, false
	}
	if d.day < 1 || d.day > time.Date(d.year, time.Month(d.month)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return time.Time{}, false
	}
	zone := d.zone
	switch {
	case zone != unknownZone:
	case d.korean:
		zone = 9 * 3600
	default:
		zone = 0
	}
	t := time.Date(d.year, time.Month(d.month), d.day, hour, d.min, d.sec, d.nsec, time.UTC)
	return t.Add(-time.Duration(zone) * time.Second), true
}

// epoch is a time given in seconds or milliseconds since 1970.
func (d *dateReader) epoch() (time.Time, bool) {
	if len(d.numbers) != 1 || d.month > 0 || d.hour >= 0 {
		return time.Time{}, false
	}
	switch t := d.numbers[0]; len(t.text) {
	case 10:
		return time.Unix(int64(t.value), 0).UTC(), true
	case 13:
		return time.UnixMilli(int64(t.value)).UTC(), true
	}
	return time.Time{}, false
}

// hour24 is the hour of the day.
func (d *dateReader) hour24() (int, bool) {
	hour := max(d.hour, 0)
	if hour == 24 && d.min == 0 && d.sec == 0 {
		return 24, true
	}
	if hour > 23 {
		return 0, false
	}
	switch {
	case d.pm && hour < 12:
		hour += 12
	case d.am && hour == 12:
		hour = 0
	}
	return hour, true
}

// calendar makes year, month and day of the numbers.
func (d *dateReader) calendar() bool {
	n := d.numbers
	switch {
	case d.year >= 0: // with units
		d.day = max(d.day, 1)
		return len(n) == 0 && d.month > 0
	case d.month > 0:
		return d.named()
	}
	switch len(n) {
	case 1:
		return d.packed(n[0])
	case 2:
		return d.pair(n[0], n[1])
	case 3:
		return d.triple(n[0], n[1], n[2])
	}
	return false
}

// named takes day and year from beside the name of a month.
func (d *dateReader) named() bool {
	n := d.numbers
	switch {
	case len(n) == 2 && (len(n[0].text) == 4 || n[0].value > 31):
		d.year, d.day = century(n[0]), n[1].value
	case len(n) == 2:
		d.year, d.day = century(n[1]), n[0].value
	case len(n) == 1 && len(n[0].text) == 4:
		d.year, d.day = n[0].value, 1
	default:
		return false
	}
	return d.year >= 0
}

// packed takes a date in one number.
func (d *dateReader) packed(t dateToken) bool {
	v := t.value
	switch len(t.text) {
	case 4:
		if d.leading { // -YYMM
			d.year, d.month, d.day = twoDigits(v/100), v%100, 1
		} else {
			d.year, d.month, d.day = v, 1, 1
		}
	case 5:
		return d.ordinal(twoDigits(v/1000), v%1000)
	case 6:
		d.year, d.month, d.day = twoDigits(v/10000), v/100%100, v%100
		if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
			d.year, d.month, d.day = v/100, v%100, 1
		}
	case 7:
		return d.ordinal(v/1000, v%1000)
	case 8:
		d.year, d.month, d.day = v/10000, v/100%100, v%100
	case 12, 14:
		if len(t.text) == 12 {
			v *= 100
		}
		d.year, d.month, d.day = v/1e10, v/1e8%100, v/1e6%100
		d.hour, d.min, d.sec = v/1e4%100, v/100%100, v%100
	default:
		return false
	}
	return true
}

// pair takes year and month, or year and day of the year.
func (d *dateReader) pair(a, b dateToken) bool {
	if d.sep != "-" && len(a.text) != 4 {
		return false
	}
	switch {
	case len(b.text) == 3:
		return d.ordinal(century(a), b.value)
	case len(b.text) > 2:
		return false
	}
	d.year, d.month, d.day = century(a), b.value, 1
	return d.year >= 0
}

// triple takes year, month and day in the order that their lengths and what
// stands between them tell.
func (d *dateReader) triple(a, b, c dateToken) bool {
	dayFirst := d.sep == "." || d.sep == "-" && len(c.text) == 4
	switch {
	case len(a.text) == 4 || d.sep == "-" && len(c.text) <= 2 && a.value > 0 && b.value <= 12:
		d.year, d.month, d.day = century(a), b.value, c.value
	case dayFirst && b.value <= 12, a.value > 12:
		d.year, d.month, d.day = century(c), b.value, a.value
	default:
		d.year, d.month, d.day = century(c), a.value, b.value
	}
	return d.year >= 0
}

// ordinal takes a day of the year.
func (d *dateReader) ordinal(year, day int) bool {
	t := time.Date(year, 1, day, 0, 0, 0, 0, time.UTC)
	if day < 1 || t.Year() != year {
		return false
	}
	d.year, d.month, d.day = year, int(t.Month()), t.Day()
	return true
}

// century is the year that a number says, -1 for none (RFC 2822 §4.3).
func century(t dateToken) int {
	switch len(t.text) {
	case 4:
		return t.value
	case 2:
		return twoDigits(t.value)
	}
	return -1
}

func twoDigits(v int) int {
	if v < 50 {
		return 2000 + v
	}
	return 1900 + v
}
