package extract

import "testing"

// Lines by the title name the day of the first print in many ways.
func TestPrintedDates(t *testing.T) {
	for line, want := range map[string]string{
		"12 January 2024 • 6:00pm":                                   "2024-01-12",
		"Last updated at 14:02 on 5 May 2013 | Published 4 May 2013": "2013-05-04",
		"Sunday, February 7, 2016":                                   "2016-02-07",
		"3. März 2021, 10:15 Uhr":                                    "2021-03-03",
		"Publié le 1er août 2019 à 08h00":                            "2019-08-01",
		"14 de septiembre de 2020":                                   "2020-09-14",
		"9 grudnia 2022":                                             "2022-12-09",
		"5 марта 2018":                                               "2018-03-05",
		"2021年4月30日 18時":                                             "2021-04-30",
		"Stand: 07.11.2023":                                          "",
		"07.11.2023 12:00":                                           "2023-11-07",
		"31 February 2020":                                           "",
		"In the year 1994 of ships":                                  "",
	} {
		got := ""
		if d := printedDate(line); !d.IsZero() {
			got = d.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
